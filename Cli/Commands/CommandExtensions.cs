using System.CommandLine;
using FaceGrid.Cli.CommandLine;

namespace FaceGrid.Cli.Commands;

internal static class CommandExtensions
{
    /// <summary>Adds arguments, options and the action, in the order shown by the help.</summary>
    public static Command With(
        this Command command,
        IEnumerable<Symbol> symbols,
        Func<CommandContext, CancellationToken, Task<int>> action)
    {
        foreach (var symbol in symbols)
        {
            switch (symbol)
            {
                case Argument argument:
                    command.Arguments.Add(argument);
                    break;
                case Option option:
                    command.Options.Add(option);
                    break;
                default:
                    throw new ArgumentException($"{symbol.GetType().Name} is neither an argument nor an option", nameof(symbols));
            }
        }

        command.SetAction(CommandContext.Action(action));
        return command;
    }
}
