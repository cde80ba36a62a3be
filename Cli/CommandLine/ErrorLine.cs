using FaceGrid.Cli.Results;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Vision;

namespace FaceGrid.Cli.CommandLine;

/// <summary>Maps exceptions to one line on standard error and an exit code.</summary>
internal static class ErrorLine
{
    /// <param name="isJson">Whether the failure is also printed as an <see cref="ErrorResult"/>.</param>
    /// <param name="action">The command.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public static async Task<int> Guard(bool isJson, Func<Task<int>> action, CancellationToken cancellationToken)
    {
        string message;
        int exitCode;
        try
        {
            return await action();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            (message, exitCode) = ("interrupted; everything acknowledged so far is kept", ExitCodes.Interrupted);
        }
        catch (Exception exception) when (exception is OrleansException { InnerException: GridRequestException })
        {
            // Orleans wrapped the exception of a grain or of its storage provider.
            (message, exitCode) = (exception.InnerException!.Message, ExitCodeOf(exception.InnerException)!.Value);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            (message, exitCode) = ($"the cluster did not answer ({exception.Message}); try again", ExitCodes.Failure);
        }
        catch (Exception exception) when (ExitCodeOf(exception) is { } code)
        {
            (message, exitCode) = (exception.Message, code);
        }
        catch (Exception exception)
        {
            (message, exitCode) = ($"{exception.GetType().Name}: {exception.Message}", ExitCodes.Failure);
            if (Environment.GetEnvironmentVariable("FACEGRID_TRACE") == "1")
            {
                Console.Error.WriteLine(exception);
            }
        }

        Write(message);
        Report(isJson, message, exitCode);
        return exitCode;
    }

    /// <summary>Prints a failure as JSON, so that a caller that reads standard output alone learns the reason.</summary>
    public static void Report(bool isJson, string message, int exitCode)
    {
        if (isJson)
        {
            new Output(isJson).Result(new ErrorResult(OneLine(message), exitCode), _ => "");
        }
    }

    /// <summary>The exit code of an exception whose message is written for users; null for any other exception.</summary>
    public static int? ExitCodeOf(Exception exception) => exception switch
    {
        GridRequestException { Error: GridError.StorageUnavailable or GridError.Undecided } => ExitCodes.Failure,
        BadInputException or GridRequestException => ExitCodes.BadInput,
        DataFolderInUseException or IOException or UnauthorizedAccessException => ExitCodes.Failure,
        _ => null,
    };

    public static void Write(string message) => Console.Error.WriteLine($"facegrid: {OneLine(message)}");

    private static string OneLine(string message) =>
        string.Join(' ', message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
