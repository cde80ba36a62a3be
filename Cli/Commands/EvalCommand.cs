using System.CommandLine;

namespace FaceGrid.Cli.Commands;

/// <summary><c>eval pairs</c>, <c>eval identify</c> and <c>eval liveness</c>.</summary>
internal static class EvalCommand
{
    public static Command Create()
    {
        var command = new Command("eval", "Measure encoders, galleries and liveness on labelled photos");
        command.Subcommands.Add(EvalPairsCommand.Create());
        command.Subcommands.Add(EvalIdentifyCommand.Create());
        command.Subcommands.Add(EvalLivenessCommand.Create());
        return command;
    }
}
