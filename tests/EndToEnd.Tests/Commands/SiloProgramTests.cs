using System.Diagnostics;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary>The executable that container images start; what a running silo does is tested through <c>facegrid silo</c>.</summary>
public sealed class SiloProgramTests
{
    [Fact]
    public async Task Schema_Printed_CreatesTheTablesOfOrleans()
    {
        var (exitCode, output, error) = await Run("schema");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("CREATE TABLE IF NOT EXISTS OrleansMembershipTable", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'--nonsense'", "run", "--nonsense")]
    [InlineData("Silo:Storage:Provider: 'mongo' is none of sqlite, postgres, azure", "run", "--set", "Storage:Provider=mongo")]
    [InlineData("--models /nowhere: no such folder", "run", "--models", "/nowhere")]
    [InlineData("name the database with --postgres", "init-db")]
    public async Task Run_UnusableOption_IsRefusedWithExitCode2(string reason, params string[] arguments)
    {
        var (exitCode, _, error) = await Run(arguments);

        Assert.Equal(2, exitCode);
        Assert.StartsWith("facegrid-silo: ", error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Error)> Run(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "facegrid-silo.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
