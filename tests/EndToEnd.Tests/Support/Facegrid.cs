using System.Diagnostics;
using FaceGrid.Tests;

namespace FaceGrid.EndToEnd.Tests.Support;

/// <summary>Runs the command line in a separate process.</summary>
internal static class Facegrid
{
    /// <summary>Default encoder of the tests, trained on the synthetic people that most tests use.</summary>
    private const string DrawingsModel = "facegrid-generated-v1";

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "facegrid.dll");

    public static Task<CliResult> Run(params string[] args) => End(Start(args));

    /// <summary>Runs with the program's default encoder.</summary>
    public static Task<CliResult> RunWithDefaultModel(params string[] args) => End(Start(args, model: null));

    /// <summary>Starts the program without waiting for its end.</summary>
    public static Process Start(params string[] args) => Start(args, DrawingsModel);

    private static async Task<CliResult> End(Process started)
    {
        using var process = started;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CliResult(process.ExitCode, await output, await error);
    }

    private static Process Start(string[] args, string? model)
    {
        // A shell that starts the tests in the background ignores SIGINT, which child processes inherit.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", "exec", Program, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment["FACEGRID_ROOT"] = SharedFiles.RepositoryRoot;

        start.Environment["FACEGRID_MODEL"] = model;

        // Two processes share the cores: spinning OpenMP threads of one would slow down the other.
        start.Environment["OMP_WAIT_POLICY"] = "passive";

        // Unexpected failures print their stack trace.
        start.Environment["FACEGRID_TRACE"] = "1";
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
    }
}
