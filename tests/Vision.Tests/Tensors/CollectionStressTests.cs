using System.Diagnostics;

namespace FaceGrid.Vision.Tests.Tensors;

/// <summary>Runs <see cref="CollectionStress"/> in a separate process, because a native fault ends the process.</summary>
public sealed class CollectionStressTests
{
    /// <summary>TorchSharp's operators crash within this number of calls.</summary>
    [Fact]
    public void Operations_BesideForcedCollections_HoldFor50000Calls() => Holds(50_000);

    [Fact]
    [Trait("Category", "Soak")]
    public void Operations_BesideForcedCollections_HoldForAMillionCalls() => Holds(1_000_000);

    private static void Holds(int calls)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet")
        {
            ArgumentList = { typeof(CollectionStressTests).Assembly.Location, "collections", $"{calls}" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var held = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode}\n{held}{errors.Result}");
        Assert.Equal(CollectionStress.Operations, held.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }
}
