using System.CommandLine;
using FaceGrid.Cli.Commands;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision;

namespace FaceGrid.Cli.Load;

/// <summary>The options of <c>load</c>.</summary>
internal sealed class LoadOptions
{
    private readonly Option<int> _people = SharedOptions.Count(
        "--k", "Synthetic identities to enrol first; those of a previous run are kept", 1000, 1, 1_000_000);

    private readonly Option<int> _rate = SharedOptions.Count("--rate", "Probes per second", 50, 1, 100_000);

    private readonly Option<double> _minutes = new("--minutes")
    {
        Description = "Test duration in minutes",
        HelpName = "M",
        DefaultValueFactory = _ => 0.5,
    };

    private readonly Option<bool> _everyone = new("--everyone")
    {
        Description = "Instead of a rate: probe each of the K identities once, as fast as possible",
    };

    private readonly Option<int?> _doors = new("--doors")
    {
        Description = "Instead of a rate: number of doors (closed loop), each of which sends its next probe when it has an answer",
        HelpName = "N",
    };

    private readonly Option<bool> _enrolled = new("--enrolled") { Description = "Skip enrolment; identities exist from a previous run" };
    private readonly Option<double?> _deadline = SharedOptions.Deadline();
    private readonly Option<bool> _remove = new("--remove") { Description = "Remove the synthetic identities afterwards" };

    public LoadOptions()
    {
        _minutes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 10_000))
            {
                result.AddError("--minutes: must be above 0 and at most 10000");
            }
        });
        _doors.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is not (null or (>= 1 and <= 10_000)))
            {
                result.AddError("--doors: must be from 1 to 10000");
            }
        });
    }

    /// <summary>All options, in the order of the help.</summary>
    public IReadOnlyList<Symbol> Symbols => [_people, _rate, _minutes, _everyone, _doors, _enrolled, _deadline, _remove];

    /// <exception cref="BadInputException">Options contradict each other.</exception>
    public LoadArguments Read(ParseResult result)
    {
        if (result.GetValue(_everyone) && result.GetValue(_doors) is not null)
        {
            throw new BadInputException("--doors", "cannot be combined with --everyone");
        }

        return new LoadArguments(
            result.GetValue(_people),
            result.GetValue(_rate),
            result.GetValue(_minutes) * 60,
            result.GetValue(_everyone),
            result.GetValue(_doors),
            result.GetValue(_enrolled),
            SharedOptions.Milliseconds(result.GetValue(_deadline)) ?? QuestionDeadline.DefaultMilliseconds,
            result.GetValue(_remove));
    }
}
