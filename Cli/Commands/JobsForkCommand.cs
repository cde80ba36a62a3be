using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Grains.Interfaces.Styling;
using FaceGrid.Vision;

namespace FaceGrid.Cli.Commands;

/// <summary><c>jobs fork ID [--step N] [--style-weight B] …</c>: a new job that starts from a checkpoint of another job.</summary>
internal static class JobsForkCommand
{
    public static Command Create()
    {
        var id = JobsCommand.Id();
        var step =
            new Option<int?>("--step") { Description = "Step of the checkpoint to start from (default: the newest)", HelpName = "N" };
        var content = Weight("--content-weight", "Content weight α");
        var style = Weight("--style-weight", "Style weight β");
        var variation = Weight("--tv-weight", "Weight of the total variation");
        var set = new Option<string[]>("--set")
        {
            Description = "Another setting, named as in 'jobs show --json': --set seed=3, --set optimizer.learningRate=5",
            HelpName = "NAME=VALUE",
        };
        var again = new Option<bool>("--again") { Description = "Fork again although an identical fork exists" };
        return new Command("fork", "Start a new job from a checkpoint of another job, with other weights").With(
            [id, step, content, style, variation, set, again], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var patch = new JsonObject();
            Put("loss.contentWeight", context.Result.GetValue(content));
            Put("loss.styleWeight", context.Result.GetValue(style));
            Put("loss.totalVariationWeight", context.Result.GetValue(variation));
            foreach (var text in context.Result.GetValue(set) ?? [])
            {
                var (name, value) = Parse(text);
                PutAt(patch, name.Split('.'), value);
            }

            var jobAccess = context.Jobs();
            jobAccess.RequireJobs();
            var request = new StyleForkRequest(
                context.Result.GetValue(id)!,
                context.Result.GetValue(step),
                new JsonObject { ["style"] = patch }.ToJsonString(),
                null,
                context.Result.GetValue(again));
            var (receipt, hasActiveWorker) = await jobAccess.AskOnce(
                async jobClient => (await jobClient.Fork(request), jobClient.HasActiveWorker), cancellationToken);
            var status = receipt.Status.ToString().ToLowerInvariant();
            context.Output.Result(receipt, r => r.IsNew
                ? $"{r.Job}: {status}"
                : $"{r.Job}: identical fork already exists (status: {status}); use --again to fork again");
            if (!hasActiveWorker)
            {
                context.Output.Note("no worker executes the jobs; start one with: facegrid jobs run");
            }

            return ExitCodes.Success;

            void Put(string name, double? value)
            {
                if (value is { } given)
                {
                    PutAt(patch, name.Split('.'), JsonValue.Create(given));
                }
            }
        }
    }

    private static Option<double?> Weight(string name, string description) => new(name) { Description = description, HelpName = "X" };

    private static (string Name, JsonNode? Value) Parse(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0)
        {
            throw new BadInputException($"--set {text}", "NAME=VALUE was expected");
        }

        var value = text[(at + 1)..];
        JsonNode? node = value switch
        {
            "null" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            _ when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) =>
                JsonValue.Create(whole),
            _ when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) =>
                JsonValue.Create(number),
            _ => JsonValue.Create(value),
        };
        return (text[..at], node);
    }

    private static void PutAt(JsonObject into, ReadOnlySpan<string> names, JsonNode? value)
    {
        if (names.Length == 1)
        {
            into[names[0]] = value;
            return;
        }

        if (into[names[0]] is not JsonObject inner)
        {
            into[names[0]] = inner = [];
        }

        PutAt(inner, names[1..], value);
    }
}
