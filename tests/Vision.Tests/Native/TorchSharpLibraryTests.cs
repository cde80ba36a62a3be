using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection;
using System.Text;
using TorchSharp;

namespace FaceGrid.Vision.Tests.Native;

/// <summary>
/// The copy of TorchSharp's native library that the build makes where libstdc++ is older than the one it was linked with (docs/adr/0013).
/// </summary>
public sealed class TorchSharpLibraryTests
{
    private const string Library = "libLibTorchSharp.so";
    private const string InPackage = "runtimes/linux-x64/native/" + Library;
    private const string Version = "GLIBCXX_3.4.32";

    /// <summary>VER_FLG_WEAK of vna_flags.</summary>
    private const int Weak = 0x2;

    private static string Package { get; } = typeof(TorchSharpLibraryTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "TorchSharpPackage").Value!;

    [LinuxFact]
    public void Library_BesideTheProgram_IsThePackagesButForOneBitWhereLibstdcxxIsOlder()
    {
        var published = Published();
        var used = File.ReadAllBytes(Loaded(Library));
        var differing = Enumerable.Range(0, Math.Max(published.Length, used.Length))
            .Where(i => i >= published.Length || i >= used.Length || published[i] != used[i]).ToArray();

        if (File.ReadAllBytes(Loaded("libstdc++.so.6")).AsSpan().IndexOf(Encoding.ASCII.GetBytes(Version)) >= 0)
        {
            Assert.Empty(differing);
            return;
        }

        var at = Assert.Single(differing);
        Assert.Equal(0, published[at] & Weak);
        Assert.Equal(published[at] | Weak, used[at]);

        // An entry Elf64_Vernaux begins with the hash of the version's name, and vna_flags follows it.
        Assert.Equal(ElfHash(Version), BinaryPrimitives.ReadUInt32LittleEndian(published.AsSpan(at - sizeof(uint))));
    }

    [LinuxFact]
    public void Library_InThePackageCache_IsAsItWasPublished() =>
        Assert.True(Published().AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(Package, InPackage))));

    /// <summary>The library in the .nupkg, which NuGet keeps beside the extracted files.</summary>
    private static byte[] Published()
    {
        using var package = ZipFile.OpenRead(Directory.EnumerateFiles(Package, "*.nupkg").Single());
        using var content = package.GetEntry(InPackage)!.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Path of the library that this process has mapped.</summary>
    private static string Loaded(string name)
    {
        using (torch.zeros(1))
        {
            // After this call the libraries of libtorch are loaded.
        }

        return File.ReadLines("/proc/self/maps").Select(line => line[(line.LastIndexOf(' ') + 1)..])
            .First(path => Path.GetFileName(path) == name || Path.GetFileName(path).StartsWith(name + ".", StringComparison.Ordinal));
    }

    /// <summary>System V gABI, figure 5-13.</summary>
    private static uint ElfHash(string name)
    {
        var hash = 0u;
        foreach (var letter in name)
        {
            hash = (hash << 4) + letter;
            var high = hash & 0xf0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }

        return hash;
    }
}
