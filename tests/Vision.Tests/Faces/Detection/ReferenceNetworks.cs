using System.Runtime.InteropServices;
using FaceGrid.Tests;
using FaceGrid.Vision.Tests.Weights;

namespace FaceGrid.Vision.Tests.Faces.Detection;

/// <summary>Runs Reference/face_networks.py, an independent implementation of the networks.</summary>
internal static class ReferenceNetworks
{
    private static readonly string Folder = Path.Combine(
        SharedFiles.RepositoryRoot, "tests", "Vision.Tests", "Faces", "Detection", "Reference");

    /// <param name="script">Script that ends by calling <c>answer(...)</c> with arrays; the arguments are in <c>args</c>.</param>
    /// <returns>The arrays in order.</returns>
    public static float[][] Run(string script, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        Python.Run(
            """
            import os, sys
            os.environ["OMP_NUM_THREADS"] = "1"
            sys.path.insert(0, sys.argv[1])
            sys.dont_write_bytecode = True
            from face_networks import *
            args = sys.argv[3:]

            def photo(path):
                return Image.open(path).convert("RGB")

            def answer(*arrays):
                for i, a in enumerate(arrays):
                    np.ascontiguousarray(a, "<f4").tofile(f"{sys.argv[2]}/{i}")

            """ + script,
            [Folder, folder.Path, .. arguments]);
        return [.. Directory.EnumerateFiles(folder.Path)
            .OrderBy(f => int.Parse(Path.GetFileName(f), System.Globalization.CultureInfo.InvariantCulture))
            .Select(f => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(f)).ToArray())];
    }
}
