using System.Text.RegularExpressions;
using FaceGrid.Kubernetes.Tests.Manifests;
using FaceGrid.Tests;

namespace FaceGrid.Kubernetes.Tests.Invariants;

public sealed partial class ImageTests
{
    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Images_EveryPod_TaggedWithTheVersion(string name)
    {
        var properties = File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "Directory.Build.props"));
        var version = VersionLine().Match(properties).Groups[1].Value;
        Assert.NotEmpty(version);
        Assert.All(Overlay.Read(name).Workloads, workload =>
            Assert.Equal(workload.Name == "facegrid-gpu" ? $"facegrid-cuda:{version}" : $"facegrid:{version}", workload.Container.Image));
    }

    [Theory]
    [InlineData("Dockerfile", "")]
    [InlineData("Dockerfile.cuda", "TorchSharp-cuda-linux")]
    public void Dockerfile_Build_OnItsLibtorchAndVersionedImages(string file, string torch)
    {
        var text = KubernetesFolder.Read($"docker/{file}");

        // Without a package name, the build uses libtorch for processors.
        Assert.Equal(torch, TorchSharpPackage().Match(text).Groups[1].Value);
        Assert.Contains("\nENTRYPOINT [\"dotnet\", \"/app/facegrid-silo.dll\"]", text, StringComparison.Ordinal);
        Assert.Contains("\nHEALTHCHECK NONE", text, StringComparison.Ordinal);
        Assert.All(FromLine().Matches(text).Select(m => m.Groups[1].Value), image => Assert.Matches(@":\d+\.\d+", image));
        Assert.DoesNotContain(":latest", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("Dockerfile.cuda")]
    public void Dockerfile_Copies_WhatTheContextHas(string file)
    {
        var ignored = File.ReadAllLines(Path.Combine(SharedFiles.RepositoryRoot, ".dockerignore"));
        var copied = CopyLine().Matches(KubernetesFolder.Read($"docker/{file}")).Select(m => m.Groups[1].Value).ToList();
        Assert.Contains("models", copied);
        Assert.All(copied, source =>
        {
            Assert.True(Path.Exists(Path.Combine(SharedFiles.RepositoryRoot, source)));
            Assert.DoesNotContain(source, ignored);
        });
    }

    [GeneratedRegex("<Version>(.*)</Version>")]
    private static partial Regex VersionLine();

    [GeneratedRegex(@"-p:TorchSharpPackage=(\S+)")]
    private static partial Regex TorchSharpPackage();

    [GeneratedRegex(@"^FROM (\S+)", RegexOptions.Multiline)]
    private static partial Regex FromLine();

    [GeneratedRegex(@"^COPY (?!--)(\S+)", RegexOptions.Multiline)]
    private static partial Regex CopyLine();
}
