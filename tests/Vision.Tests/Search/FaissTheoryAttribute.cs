using System.Diagnostics;

namespace FaceGrid.Vision.Tests.Search;

/// <summary>A theory that compares with FAISS; skipped where /usr/bin/python3 cannot import it.</summary>
internal sealed class FaissTheoryAttribute : TheoryAttribute
{
    private static readonly Lazy<string?> Reason = new(Missing);

    public FaissTheoryAttribute() => Skip = Reason.Value!;

    private static string? Missing()
    {
        const string Python = "/usr/bin/python3";
        if (!File.Exists(Python))
        {
            return $"{Python} is not on this machine";
        }

        using var process = Process.Start(new ProcessStartInfo(Python)
        {
            ArgumentList = { "-c", "import faiss, numpy" },
            RedirectStandardError = true,
        })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : $"{Python} has no faiss (Debian: python3-faiss)";
    }
}
