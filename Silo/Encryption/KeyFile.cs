using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Silo.Options;
using FaceGrid.Vision;
using FaceGrid.Vision.Files;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Silo.Encryption;

/// <summary>
/// Key-encryption keys in a text file, one per line: id (1 to 64 of a-z, A-Z, 0-9, '-', '_', '.'), a space, the key in base64 (32 bytes, 44
/// characters). The first key is the current one, which wraps new keys; the others only unwrap keys that were wrapped under them. Empty
/// lines and lines that begin with '#' are ignored. A file that other users have access to is refused (<see cref="SecretFile"/>).
/// </summary>
public static class KeyFile
{
    private const string Comment = """
        # Key-encryption keys of FaceGrid: id, key. The first is the current one.
        # This file together with the stores gives access to every face; without it the stores cannot be decrypted.
        # Keep a copy apart from the backups of the stores.

        """;

    /// <summary>
    /// Creates a file with one new key; only its owner can read it. When this returns, the key is on disk, was read back, and unwraps what
    /// it wraps.
    /// </summary>
    /// <returns>The key's id.</returns>
    /// <exception cref="BadInputException">The file exists already, or it cannot be written.</exception>
    public static string Create(string path, TimeProvider? time = null, FileOperations? operations = null)
    {
        if (File.Exists(path))
        {
            throw new BadInputException(path, "there is a file of this name already; it is not overwritten");
        }

        var options = AtomicFileOptions.Private with { MayReplace = false, Operations = operations ?? FileOperations.Default };
        return WriteWithNewKey(path, [], time ?? TimeProvider.System, options);
    }

    /// <summary>
    /// Inserts a new key before the keys of the file. <see cref="IKeyRotationGrain"/> then rewraps the identities' keys under it. Rotations
    /// of several processes follow each other: none loses a key of another. When this returns, the new key is on disk, was read back, and
    /// unwraps what it wraps; after a failure the file has its former keys, and possibly the new one.
    /// </summary>
    /// <returns>The new key's id.</returns>
    /// <exception cref="BadInputException">The file is not a key file, it cannot be written, or another process changes it.</exception>
    public static string Rotate(string path, TimeProvider? time = null, FileOperations? operations = null)
    {
        // Where the path is a symbolic link, the file that it leads to is replaced, not the link.
        var real = RealPath.Of(path);
        using var held = FileLock.Acquire(real);
        var keys = ReadKeys(real);
        try
        {
            var options = AtomicFileOptions.Private with { Operations = operations ?? FileOperations.Default };
            return WriteWithNewKey(real, keys, time ?? TimeProvider.System, options);
        }
        finally
        {
            ZeroKeys(keys);
        }
    }

    /// <summary>Reads the keys.</summary>
    /// <exception cref="BadInputException">The file cannot be read, a line is malformed, or other users may read it.</exception>
    public static KeyFileEncryption Open(string path) => new(ReadKeys(path));

    private static List<(string Id, byte[] Key)> ReadKeys(string path)
    {
        var keys = new List<(string Id, byte[] Key)>();
        try
        {
            var lines = ReadLines(path);
            for (var i = 0; i < lines.Length; i++)
            {
                if (lines[i].Trim() is { Length: > 0 } line && line[0] != '#')
                {
                    var (key, fault) = Parse(line, keys);
                    keys.Add(fault is null
                        ? key
                        : throw new BadInputException(path, string.Create(CultureInfo.InvariantCulture, $"line {i + 1} {fault}")));
                }
            }

            return keys.Count > 0 ? keys : throw new BadInputException(path, "has no key; a line is: ID KEY-IN-BASE64");
        }
        catch
        {
            ZeroKeys(keys);
            throw;
        }
    }

    private static string[] ReadLines(string path)
    {
        try
        {
            // The mode is checked and the content is read through one handle, so that both are of the same file.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            SecretFile.Require(path, stream.SafeFileHandle);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadToEnd().Split('\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(path, $"cannot be read as key file ({exception.Message.ReplaceLineEndings(" ")})", exception);
        }
    }

    /// <summary>The line's key, or the fault as text that contains no part of the key.</summary>
    private static ((string Id, byte[] Bytes) Key, string? Fault) Parse(string line, List<(string Id, byte[] Key)> before)
    {
        if (line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is not [var id, var text])
        {
            return (default, "is not: ID KEY-IN-BASE64");
        }

        if (id.Length > 64 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            return (default, "does not begin with an id: 1 to 64 of a-z, A-Z, 0-9, '-', '_', '.'");
        }

        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
        {
            return (default, $"has a key '{id}' that is not base64");
        }

        if (length != GcmBox.KeySize)
        {
            return (default, $"has a key '{id}' of {length} bytes; it must have {GcmBox.KeySize}");
        }

        var key = bytes[..length];
        CryptographicOperations.ZeroMemory(bytes);
        return before.Exists(k => k.Id == id) ? (default, $"has the key id '{id}' a second time")
            : before.Exists(k => CryptographicOperations.FixedTimeEquals(k.Key, key))
                ? (default, $"has under '{id}' the same key as a line before")
            : ((id, key), null);
    }

    private static string WriteWithNewKey(
        string path, List<(string Id, byte[] Key)> former, TimeProvider time, AtomicFileOptions options)
    {
        var suffix = RandomNumberGenerator.GetHexString(6, lowercase: true);
        var id = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-dd}-{suffix}");
        var key = RandomNumberGenerator.GetBytes(GcmBox.KeySize);
        var text = new StringBuilder(Comment.ReplaceLineEndings("\n"));
        foreach (var (name, bytes) in former.Prepend((id, key)))
        {
            text.Append(name).Append(' ').Append(Convert.ToBase64String(bytes)).Append('\n');
        }

        var content = Encoding.UTF8.GetBytes(text.ToString());
        try
        {
            AtomicFile.WriteAndReadBack(path, content, options);
            Probe(path, id, key);
            return id;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Wraps a probe under the new key, and unwraps it with the file as a later process reads it.</summary>
    private static void Probe(string path, string id, byte[] key)
    {
        var probe = RandomNumberGenerator.GetBytes(GcmBox.KeySize);
        using var wrapping = new KeyFileEncryption([(id, [.. key])]);
        using var stored = Open(path);
        var unwrapped = new byte[GcmBox.KeySize];
        stored.Unwrap(id, wrapping.Wrap(probe, "probe"u8), "probe"u8, unwrapped);
        if (stored.CurrentId != id || !unwrapped.AsSpan().SequenceEqual(probe))
        {
            throw new BadInputException(path, $"was changed by another process while key {id} was added to it");
        }
    }

    private static void ZeroKeys(List<(string Id, byte[] Key)> keys) => keys.ForEach(k => CryptographicOperations.ZeroMemory(k.Key));
}
