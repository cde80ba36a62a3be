using System.Diagnostics;
using System.Runtime.InteropServices;
using FaceGrid.Tests;
using FaceGrid.Vision.Search;

namespace FaceGrid.Vision.Tests.Search;

public sealed class FaissComparisonTests
{
    /// <summary>
    /// Rounding bound in float32 (2⁻²⁴) of ‖p‖² + ‖r‖² − 2 p·r over 128 terms with magnitudes of at most 2.
    /// </summary>
    private const double Float32Rounding = 128 * 4.0 / (1 << 24);

    [FaissTheory]
    [InlineData(1, 10_000)]
    [InlineData(7, 10_000)]
    [InlineData(1_000, 10_000)]
    [InlineData(100_000, 200)]
    public void Search_SameRowsAndProbes_FindsTheSameAsIndexFlatL2(int k, int probeCount)
    {
        const int Count = 5;
        var rows = TestVectors.Unit(k, seed: 50);
        var probes = TestVectors.Unit(probeCount, seed: 51);
        var faiss = Faiss(rows, probes, Count);
        var templates = PackedTemplates.Pack(rows, Enumerable.Range(0, k).ToArray());
        var differ = 0;

        for (var i = 0; i < probeCount; i++)
        {
            var hits = templates.Search(probes.Row(i), Count);
            for (var place = 0; place < Math.Min(Count, k); place++)
            {
                var theirs = faiss[(i * Count) + place];
                if (theirs != hits[place].Owner)
                {
                    differ++;
                    Assert.InRange(
                        BruteForce.Distance(rows.Row(theirs), probes.Row(i)) - hits[place].Distance, -Float32Rounding, Float32Rounding);
                }
            }
        }

        // In float32 the order of near neighbours may differ, but rarely.
        Assert.InRange(differ, 0, probeCount * Count / 500);
    }

    private static int[] Faiss(float[] rows, float[] probes, int count)
    {
        var folder = Directory.CreateTempSubdirectory("facegrid-faiss-");
        try
        {
            var (rowsFile, probesFile, found) = (At("rows.f32"), At("probes.f32"), At("found.i32"));
            File.WriteAllBytes(rowsFile, MemoryMarshal.AsBytes(rows.AsSpan()));
            File.WriteAllBytes(probesFile, MemoryMarshal.AsBytes(probes.AsSpan()));
            using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3")
            {
                ArgumentList =
                    { Path.Combine(SharedFiles.RepositoryRoot, "bench", "peers", "faiss_flat.py"), rowsFile, probesFile, $"{count}" },
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
            process.StandardInput.WriteLine($"all {found}");
            process.StandardInput.Close();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(found)).ToArray();
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        string At(string name) => Path.Combine(folder.FullName, name);
    }
}
