using System.CommandLine;
using FaceGrid.Client.Cli;
using FaceGrid.Client.Photos;
using FaceGrid.Grains;
using FaceGrid.Grains.Identities;
using FaceGrid.Vision;

namespace FaceGrid.Client.Commands;

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
        var aligned = SharedOptions.Aligned();
        return new Command("enroll", "Make a person recognisable, from one photo or more").With([id, photos, people, perPerson, aligned], Run);

        Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var (name, paths, folder) = (context.Result.GetValue(id), context.Result.GetValue(photos) ?? [], context.Result.GetValue(people));
            var reader = new PhotoReader(context.Result.GetValue(aligned));
            return folder is not null
                ? name is null
                    ? EnrollPeople(context, reader, folder, context.Result.GetValue(perPerson), cancellationToken)
                    : throw new BadInputException("--people", "takes the names from the folders; leave ID and PHOTO out")
                : name is null
                    ? throw new BadInputException("enroll", "give ID and PHOTO, or --people DIR")
                    : paths.Length == 0
                        ? throw new BadInputException("enroll", $"which photo of '{name}'? Give at least one PHOTO")
                        : EnrollOne(context, reader, name, paths, cancellationToken);
        }
    }

    private static async Task<int> EnrollOne(
        CommandContext context, PhotoReader reader, string name, string[] paths, CancellationToken cancellationToken)
    {
        CheckName(name);

        // All photos before the first change: one that cannot be read leaves nothing half-done.
        var crops = PhotoFiles.Expand(paths).ConvertAll(reader.Read);
        await using var grid = await context.OpenGrid(cancellationToken, mayCreate: true);
        Report(context, await grid.Enroll(context.Gallery, name, crops, cancellationToken));
        return ExitCodes.Success;
    }

    private static async Task<int> EnrollPeople(
        CommandContext context, PhotoReader reader, string folder, int perPerson, CancellationToken cancellationToken)
    {
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
                    Report(context, receipt!);
                    continue;
                }

                if (ErrorLine.ExitCodeOf(error) != ExitCodes.BadInput)
                {
                    throw error;
                }

                failed++;
                ErrorLine.Write($"{person.Person} is not enrolled: {error.Message}");
            }

            return done;
        });

        context.Output.Note($"{people.Count - failed} of {people.Count} people enrolled in gallery '{context.Gallery}'");
        return failed == 0 ? ExitCodes.Success : ExitCodes.BadInput;

        Task<EnrolmentReceipt> Enroll((string Person, List<string> Photos) person) =>
            grid.Enroll(context.Gallery, person.Person, person.Photos.Take(perPerson).Select(reader.Read).ToList(), cancellationToken);
    }

    private static void CheckName(string name)
    {
        if (GridKeys.WhyNotAName(name) is { } reason)
        {
            throw new BadInputException($"identity '{name}'", reason);
        }
    }

    private static void Report(CommandContext context, EnrolmentReceipt receipt) => context.Output.Result(receipt, r =>
        r.Added > 0
            ? $"{r.Identity}: enrolled in gallery '{r.Gallery}' with {r.Templates} template{(r.Templates == 1 ? "" : "s")}"
            : $"{r.Identity}: already enrolled in gallery '{r.Gallery}' with {(r.Templates == 1 ? "this photo" : "these photos")}");
}
