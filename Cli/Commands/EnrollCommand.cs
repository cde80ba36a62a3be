using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Photos;
using FaceGrid.Cli.Results;
using FaceGrid.Client.Photos;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Vision;

namespace FaceGrid.Cli.Commands;

/// <summary><c>enroll ID PHOTO...</c> and <c>enroll --people DIR</c>.</summary>
internal static class EnrollCommand
{
    // Fills the encoder's batches and lets enrolments share writes.
    private const int AtOnce = 16;

    public static Command Create()
    {
        var id = new Argument<string?>("ID") { Description = "Identity: the person's name", Arity = ArgumentArity.ZeroOrOne };
        var photos = new Argument<string[]>("PHOTO")
        {
            Description = "Photos of the person, one template each; one is enough",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var people = new Option<string?>("--people")
        {
            Description = "Instead of ID and PHOTO: a folder with one folder of photos per person, named by identity",
            HelpName = "DIR",
        };
        var perPerson = SharedOptions.Count(
            "--photos", "With --people: photos per person to enrol, the first ones by name", 1, 1, IIdentityGrain.MaxTemplates);
        var quality = SharedOptions.Quality("--quality", "Least quality of an enrolment photo, instead of the gallery's");
        var keep = new Option<bool>("--keep-photos")
        {
            Description = "Store the aligned face of each photo with the identity, so that 'models activate' can re-encode it; "
                + "anyone with access to the data folder can read it unless the store is encrypted; 'identities remove' deletes it",
        };
        var operation = SharedOptions.Operation("for safe retries: completed enrolments return their first answer");
        var faces = new FaceOptions();
        return new Command("enroll", "Enrol a person from one photo or more").With(
            [id, photos, people, perPerson, quality, keep, operation, .. faces.Symbols], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var (name, paths, folder) = (
                context.Result.GetValue(id), context.Result.GetValue(photos) ?? [], context.Result.GetValue(people));
            using var reader = faces.Open(context);
            context.Output.NoteIfAny(reader.Notice);
            var work = new Work(
                context,
                reader,
                faces.Choice(context),
                context.Result.GetValue(quality),
                context.Result.GetValue(keep),
                SharedOptions.OperationOf(context, operation));
            return await (folder is not null
                ? name is null
                    ? EnrollPeople(work, folder, context.Result.GetValue(perPerson), cancellationToken)
                    : throw new BadInputException("--people", "takes the identities from the folder names; omit ID and PHOTO")
                : name is null
                    ? throw new BadInputException("enroll", "give ID and PHOTO, or --people DIR")
                    : paths.Length == 0
                        ? throw new BadInputException("enroll", $"'{name}' needs at least one PHOTO")
                        : EnrollOne(work, name, paths, cancellationToken));
        }
    }

    private static async Task<int> EnrollOne(
        Work work, string name, string[] paths, CancellationToken cancellationToken)
    {
        CheckName(name);

        // All photos are read before the first change: an unreadable one leaves nothing partly done.
        var crops = await Task.WhenAll(PhotoFiles.Expand(paths).Select(p => work.Reader.ReadOne(p, work.Choice, cancellationToken)));
        await using var faceClient = await work.Context.OpenClient(cancellationToken, mayCreate: true);
        Report(
            work,
            await faceClient.Enroll(work.Context.Gallery, name, crops, work.Quality, work.KeepPhotos, cancellationToken, work.OperationId));
        return ExitCodes.Success;
    }

    private static async Task<int> EnrollPeople(
        Work work, string folder, int perPerson, CancellationToken cancellationToken)
    {
        var context = work.Context;
        var people = PhotoFiles.AllPeople(folder);
        people.ForEach(p => CheckName(p.Person));
        await using var faceClient = await context.OpenClient(cancellationToken, mayCreate: true);
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
                    context.Output.Result(new EnrolRefusedResult(person.Person, context.Gallery, error.Message), _ => "");
                }
            }

            return done;
        });

        context.Output.Note($"{people.Count - failed} of {people.Count} people enrolled in gallery '{context.Gallery}'");
        return failed == 0 ? ExitCodes.Success : ExitCodes.BadInput;

        async Task<EnrolmentReceipt> Enroll((string Person, List<string> Photos) person)
        {
            var crops = await ReadFirst(work, person.Person, person.Photos, perPerson, cancellationToken);
            return await faceClient.Enroll(
                context.Gallery, person.Person, crops, work.Quality, work.KeepPhotos, cancellationToken, work.OperationOf(person.Person));
        }
    }

    /// <summary>The first photos of a person that can be used; others are reported and skipped.</summary>
    /// <exception cref="BadInputException">None of the photos can be used.</exception>
    private static async Task<List<AlignedFace>> ReadFirst(
        Work work, string person, List<string> photos, int count, CancellationToken cancellationToken)
    {
        var (crops, unusable) = (new List<AlignedFace>(), new List<BadInputException>());
        foreach (var photo in photos)
        {
            try
            {
                crops.Add(await work.Reader.ReadOne(photo, work.Choice, cancellationToken));
            }
            catch (BadInputException exception)
            {
                unusable.Add(exception);
            }

            if (crops.Count == count)
            {
                break;
            }
        }

        if (crops.Count == 0)
        {
            throw unusable switch
            {
                [] => new BadInputException(person, "the folder holds no pictures"),
                [var only] => only,
                [var first, ..] => new BadInputException(
                    first.Subject,
                    string.Create(CultureInfo.InvariantCulture, $"{first.Reason} (none of {unusable.Count} photos can be used)")),
            };
        }

        unusable.ForEach(u => ErrorLine.Write($"{person}: skipped {u.Message}"));
        return crops;
    }

    private static void CheckName(string name)
    {
        if (GridKeys.NameError(name) is { } reason)
        {
            throw new BadInputException($"identity '{name}'", reason);
        }
    }

    private static void Report(Work work, EnrolmentReceipt receipt) => work.Context.Output.Result(
        new EnrolResult(
            receipt.Identity,
            receipt.Gallery,
            receipt.Templates,
            receipt.Added,
            receipt.Joined,
            receipt.ModelVersion,
            receipt.EncodeMilliseconds,
            work.Reader.Located),
        r => r.Added > 0 || r.Joined
            ? $"{r.Identity}: enrolled in gallery '{r.Gallery}' with {r.Templates} template{(r.Templates == 1 ? "" : "s")}"
            : $"{r.Identity}: already enrolled in gallery '{r.Gallery}' with {(r.Templates == 1 ? "this photo" : "these photos")}");

    private sealed record Work(
        CommandContext Context, PhotoReader Reader, FaceChoice Choice, QualityLevel? Quality, bool KeepPhotos, string? OperationId)
    {
        /// <summary>Operation id of one person: derived from <c>--operation-id</c>, so that it is the same in every retry.</summary>
        public string? OperationOf(string person) =>
            OperationId is null
                ? null
                : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{OperationId}\n{person}")))[..32];
    }
}
