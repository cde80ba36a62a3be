using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies a 64-bit little-endian ELF library and marks one version that it requires of another library as weak, so that the loader accepts
/// a machine without that version (docs/adr/0013). The copy differs only in the bit VER_FLG_WEAK of <c>vna_flags</c>; the source file is
/// not changed.
/// </summary>
/// <remarks>
/// MSBuild compiles this file against .NET Standard 2.0. Layout: System V gABI, chapter 4; Linux Standard Base, "Symbol Versioning"
/// (Elf64_Verneed, Elf64_Vernaux).
/// </remarks>
public sealed class WeakenVersionRequirement : Task
{
    private const uint Magic = 0x464c457f;

    private const uint VersionNeedSection = 0x6ffffffe;

    private const byte WeakFlag = 0x2;

    [Required]
    public string Source { get; set; } = "";

    [Required]
    public string Destination { get; set; } = "";

    /// <summary>The version, for example GLIBCXX_3.4.32.</summary>
    [Required]
    public string Version { get; set; } = "";

    public override bool Execute()
    {
        var bytes = File.ReadAllBytes(Source);
        if (!Mark(bytes))
        {
            Log.LogError($"{Source}: no 64-bit ELF library that requires {Version}");
            return false;
        }

        // Projects build concurrently, so the copy is renamed into place when it is complete.
        Directory.CreateDirectory(Path.GetDirectoryName(Destination)!);
        var temporary = $"{Destination}.{Guid.NewGuid():N}";
        File.WriteAllBytes(temporary, bytes);
        try
        {
            File.Move(temporary, Destination);
        }
        catch (IOException)
        {
            File.Replace(temporary, Destination, null);
        }

        return true;
    }

    private bool Mark(byte[] elf)
    {
        if (elf.Length < 64 || Int32(elf, 0) != Magic || elf[4] != 2 || elf[5] != 1)
        {
            return false;
        }

        var (headers, size, count) = ((int)Int64(elf, 0x28), Int16(elf, 0x3a), Int16(elf, 0x3c));
        for (var section = 0; section < count; section++)
        {
            var header = headers + (section * size);
            if (Int32(elf, header + 4) == VersionNeedSection)
            {
                var strings = (int)Int64(elf, headers + ((int)Int32(elf, header + 0x28) * size) + 0x18);
                return MarkIn(elf, (int)Int64(elf, header + 0x18), strings);
            }
        }

        return false;
    }

    /// <summary>One Verneed entry for each required library, with a list of Vernaux entries, one for each version of it.</summary>
    private bool MarkIn(byte[] elf, int need, int strings)
    {
        while (true)
        {
            var entry = need + (int)Int32(elf, need + 8);
            for (var left = Int16(elf, need + 2); left > 0; left--)
            {
                if (Text(elf, strings + (int)Int32(elf, entry + 8)) == Version)
                {
                    elf[entry + 4] |= WeakFlag;
                    return true;
                }

                entry += (int)Int32(elf, entry + 12);
            }

            var next = (int)Int32(elf, need + 12);
            if (next == 0)
            {
                return false;
            }

            need += next;
        }
    }

    private static ushort Int16(byte[] elf, int at) => BitConverter.ToUInt16(elf, at);

    private static uint Int32(byte[] elf, int at) => BitConverter.ToUInt32(elf, at);

    private static long Int64(byte[] elf, int at) => BitConverter.ToInt64(elf, at);

    private static string Text(byte[] elf, int at) => Encoding.ASCII.GetString(elf, at, Array.IndexOf(elf, (byte)0, at) - at);
}
