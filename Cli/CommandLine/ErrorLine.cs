using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Vision;

namespace FaceGrid.Cli.CommandLine;

/// <summary>Maps exceptions to one line on standard error and an exit code.</summary>
internal static class ErrorLine
{
    public static async Task<int> Guard(Func<Task<int>> action, CancellationToken cancellationToken)
    {
        try
        {
            return await action();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Write("interrupted; everything acknowledged so far is kept");
            return ExitCodes.Interrupted;
        }
        catch (Exception exception) when (exception is OrleansException { InnerException: GridRequestException })
        {
            // Orleans wrapped the exception of a grain or of its storage provider.
            Write(exception.InnerException!.Message);
            return ExitCodeOf(exception.InnerException)!.Value;
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            Write($"the cluster did not answer ({exception.Message}); try again");
            return ExitCodes.Failure;
        }
        catch (Exception exception) when (ExitCodeOf(exception) is { } code)
        {
            Write(exception.Message);
            return code;
        }
        catch (Exception exception)
        {
            Write($"{exception.GetType().Name}: {exception.Message}");
            if (Environment.GetEnvironmentVariable("FACEGRID_TRACE") == "1")
            {
                Console.Error.WriteLine(exception);
            }

            return ExitCodes.Failure;
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
