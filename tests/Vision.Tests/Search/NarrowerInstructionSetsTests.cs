using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace FaceGrid.Vision.Tests.Search;

/// <summary>
/// Reruns the other search tests in processes in which the runtime's switches disable the wider instruction sets.
/// </summary>
public sealed partial class NarrowerInstructionSetsTests(ITestOutputHelper output)
{
    [NarrowedTheory]
    [InlineData("Avx512", "EnableAVXVNNI")]
    [InlineData("Avx2", "EnableAVXVNNI", "EnableAVX512")]
    [InlineData("Vector128", "EnableAVX2")]
    [InlineData("Scalar", "EnableHWIntrinsic")]
    public void SearchTests_WithSwitchesOff_PassOnTheNarrowerKernel(string kernel, params string[] off)
    {
        const string Own = "FaceGrid.Vision.Tests.Search";
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet")
        {
            ArgumentList =
            {
                "vstest",
                typeof(NarrowerInstructionSetsTests).Assembly.Location,
                $"--TestCaseFilter:FullyQualifiedName~{Own}&FullyQualifiedName!~{nameof(NarrowerInstructionSetsTests)}"
                    + $"&FullyQualifiedName!~{nameof(FaissComparisonTests)}",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[KernelsUnderTest.ExpectedVariable] = kernel;
        foreach (var name in off)
        {
            start.Environment["DOTNET_" + name] = "0";
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        output.WriteLine(text);
        Assert.True(process.ExitCode == 0, text + errors.Result);
        var passed = int.Parse(PassedCount().Match(text).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        Assert.True(passed > 30, $"only {passed} tests ran:\n{text}");
    }

    [GeneratedRegex(@"Passed: *(\d+)")]
    private static partial Regex PassedCount();
}
