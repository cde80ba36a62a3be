using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Photos;
using FaceGrid.Client.Photos;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Vision;

namespace FaceGrid.Cli.Commands;

/// <summary><c>enroll ID PHOTO...</c> and <c>enroll --people DIR</c>.</summary>
internal static class EnrollCommand
{
    // Enough to fill the encoder's batches and to let enrolments share their writes.
    private const int AtOnce = 16;

    public static Command Create()
    {
        var id = new Argument<string?>("ID") { Description = "The person's name", Arity = ArgumentArity.ZeroOrOne };
        var photos = new Argument<string[]>("PHOTO") { Description = "One photo is enough; each makes a template", Arity = ArgumentArity.ZeroOrMore };
        var people = new Option<string?>("--people")
        {
            Description = "Instead of ID and PHOTO: a folder with one folder of photos for each person, named like the person",
            HelpName = "DIR",
        };
        var perPerson = SharedOptions.Count("--photos", "With --people: photos of each person to enrol, the first ones by name", 1, 1, IIdentityGrain.MaxTemplates);
        var quality = SharedOptions.Quality("--quality", "What a photo must show to be enrolled, instead of what the gallery asks for");
        var keep = new Option<bool>("--keep-photos")
        {
            Description = "Store the aligned face of each photo with the person, readable by whoever can read the data folder, so that 'models activate' can encode it with another model; 'identities remove' deletes it",
        };
        var operation = SharedOptions.Operation("so that a script may run it again: what is done already is answered as the first time");
        var faces = new FaceOptions();
        return new Command("enroll", "Make a person recognisable, from one photo or more").With([id, photos, people, perPerson, quality, keep, operation, .. faces.Symbols], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var (name, paths, folder) = (context.Result.GetValue(id), context.Result.GetValue(photos) ?? [], context.Result.GetValue(people));
            using var reader = faces.Open(context);
            context.Output.NoteIfAny(reader.Notice);
            var work = new Work(context, reader, faces.Choice(context), context.Result.GetValue(quality), context.Result.GetValue(keep), SharedOptions.OperationOf(context, operation));
            return await (folder is not null
                ? name is null
                    ? EnrollPeople(work, folder, context.Result.GetValue(perPerson), cancellationToken)
                    : throw new BadInputException("--people", "takes the names from the folders; leave ID and PHOTO out")
                : name is null
                    ? throw new BadInputException("enroll", "give ID and PHOTO, or --people DIR")
                    : paths.Length == 0
                        ? throw new BadInputException("enroll", $"which photo of '{name}'? Give at least one PHOTO")
                        : EnrollOne(work, name, paths, cancellationToken));
        }
    }

    private static async Task<int> EnrollOne(
        Work work, string name, string[] paths, CancellationToken cancellationToken)
    {
        CheckName(name);

        // All photos before the first change: one that cannot be read leaves nothing half-done.
        var crops = await Task.WhenAll(PhotoFiles.Expand(paths).Select(p => work.Reader.ReadOne(p, work.Choice, cancellationToken)));
        await using var grid = await work.Context.OpenGrid(cancellationToken, mayCreate: true);
        Report(work, await grid.Enroll(work.Context.Gallery, name, crops, work.Quality, work.KeepPhotos, cancellationToken, work.OperationId));
        return ExitCodes.Success;
    }

    private static async Task<int> EnrollPeople(
        Work work, string folder, int perPerson, CancellationToken cancellationToken)
    {
        var context = work.Context;
        var people = PhotoFiles.People(folder);
        people.ForEach(p => CheckName(p.Person));
        await using var grid = await context.OpenGrid(cancellationToken, mayCreate: true);
        var failed = 0;
        await context.Output.WithProgress($"enrolling {people.Count} people", people.Count, async progress =>
        {
            var done = 0;
            await foreach (var (person, receipt, error) in Pipeline.Run(people, AtOnce, Enroll, cancellationToken))
            {
                progress(++done);
                if (error is null)
                {
                    Report(work, receipt!);
                    continue;
                }

                if (ErrorLine.ExitCodeOf(error) != ExitCodes.BadInput)
                {
                    throw error;
                }

                failed++;
                ErrorLine.Write($"{person.Person} is not enrolled: {error.Message}");
                if (context.Output.IsJson)
                {
                    context.Output.Result(new { Identity = person.Person, context.Gallery, Refused = error.Message }, _ => "");
                }
            }

            return done;
        });

        context.Output.Note($"{people.Count - failed} of {people.Count} people enrolled in gallery '{context.Gallery}'");
        return failed == 0 ? ExitCodes.Success : ExitCodes.BadInput;

        async Task<EnrolmentReceipt> Enroll((string Person, List<string> Photos) person)
        {
            var crops = await Task.WhenAll(person.Photos.Take(perPerson).Select(p => work.Reader.ReadOne(p, work.Choice, cancellationToken)));
            return await grid.Enroll(context.Gallery, person.Person, crops, work.Quality, work.KeepPhotos, cancellationToken, work.OperationOf(person.Person));
        }
    }

    private static void CheckName(string name)
    {
        if (GridKeys.WhyNotAName(name) is { } reason)
        {
            throw new BadInputException($"identity '{name}'", reason);
        }
    }

    private static void Report(Work work, EnrolmentReceipt receipt) => work.Context.Output.Result(new { receipt.Identity, receipt.Gallery, receipt.Templates, receipt.Added, receipt.Joined, receipt.ModelVersion, EncodeMs = receipt.EncodeMilliseconds, work.Reader.Located }, r =>
        r.Added > 0 || r.Joined
            ? $"{r.Identity}: enrolled in gallery '{r.Gallery}' with {r.Templates} template{(r.Templates == 1 ? "" : "s")}"
            : $"{r.Identity}: already enrolled in gallery '{r.Gallery}' with {(r.Templates == 1 ? "this photo" : "these photos")}");

    private sealed record Work(CommandContext Context, PhotoReader Reader, FaceChoice Choice, QualityLevel? Quality, bool KeepPhotos, string? OperationId)
    {
        /// <summary>Of one person among many: the same each time that the same command is run.</summary>
        public string? OperationOf(string person) =>
            OperationId is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{OperationId}\n{person}")))[..32];
    }
}
