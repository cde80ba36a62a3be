using System.Diagnostics;
using FaceGrid.Tests;

namespace FaceGrid.EndToEnd.Tests.Support;

/// <summary>Runs the command line as a user does: as a process of its own.</summary>
internal static class Facegrid
{
    /// <summary>Most tests are about made-up people, whom this encoder knows.</summary>
    private const string DrawingsModel = "facegrid-generated-v1";

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "facegrid.dll");

    public static Task<CliResult> Run(params string[] args) => End(Start(args));

    /// <summary>With the encoder that users get who name none.</summary>
    public static Task<CliResult> RunWithDefaultModel(params string[] args) => End(Start(args, model: null));

    /// <summary>Starts the program and leaves it to the test.</summary>
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
        // A shell that started the tests in the background had SIGINT ignored, and children inherit that.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", "exec", Program, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment["FACEGRID_ROOT"] = SharedFiles.RepositoryRoot;

        start.Environment["FACEGRID_MODEL"] = model;

        // Two processes at a time share the cores: an OpenMP thread that waits by spinning takes the other's.
        start.Environment["OMP_WAIT_POLICY"] = "passive";

        // A failure of the program itself should tell its stack.
        start.Environment["FACEGRID_TRACE"] = "1";
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
    }
}
