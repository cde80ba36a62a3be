using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FaceGrid.Kubernetes.Tests.Manifests;

/// <summary>The installed kubectl, used for its kustomize.</summary>
internal static partial class Kubectl
{
    // kustomize supports components since 4.1 (kubectl 1.21), and the field labels with templates since 5.0.
    private const int OldestMajor = 5;

    private static readonly Lazy<string?> MissingTool = new(Missing);

    /// <summary>Reason why overlays cannot be rendered on this machine; null: they can.</summary>
    public static string? MissingReason => MissingTool.Value;

    /// <exception cref="InvalidOperationException">kustomize refuses the folder.</exception>
    public static string Kustomize(string folder) => Run("kustomize", folder);

    private static string? Missing()
    {
        string version;
        try
        {
            version = Run("version", "--client");
        }
        catch (Win32Exception)
        {
            return "kubectl is not on this machine";
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message;
        }

        return KustomizeVersion().Match(version) is { Success: true } match
            && int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) >= OldestMajor
            ? null
            : $"the kubectl on this machine has no kustomize {OldestMajor} or later";
    }

    private static string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("kubectl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"kubectl {string.Join(' ', arguments)}: {error.Result}");
    }

    [GeneratedRegex(@"Kustomize Version: v(\d+)\.")]
    private static partial Regex KustomizeVersion();
}
