using System.Runtime.InteropServices;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Silo.Encryption;

namespace FaceGrid.Grains.Tests.Support;

/// <summary>A key file of its own for a test, and grids that use it.</summary>
internal sealed class TestKeys : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<KeyFileEncryption> _opened = [];

    /// <param name="isOn">False: no key file, for tests that run with and without.</param>
    public TestKeys(bool isOn = true)
    {
        if (isOn)
        {
            FirstId = KeyFile.Create(Path);
            Encryption = Open();
        }
    }

    public string Path => _folder["keys.txt"];

    public string FirstId { get; } = "";

    /// <summary>What the file held first; null: no key file.</summary>
    public KeyFileEncryption? Encryption { get; }

    /// <summary>An encoding as it must not lie in storage: in base64, whole.</summary>
    public static bool IsInTheClear(MortalStorage storage, float[] encoding) =>
        storage.Everything.Contains(Convert.ToBase64String(MemoryMarshal.AsBytes<float>(encoding))[..600], StringComparison.Ordinal);

    /// <summary>The file's keys as they are now.</summary>
    public KeyFileEncryption Open()
    {
        _opened.Add(KeyFile.Open(Path));
        return _opened[^1];
    }

    /// <summary>One store for all, keys as well.</summary>
    public Task<PeopleGrid> Start(MortalStorage storage, IBlobStore? blobs = null) =>
        PeopleGrid.Start(storage, Encryption is null ? null : storage, Encryption, blobs: blobs);

    public void Dispose()
    {
        _opened.ForEach(o => o.Dispose());
        _folder.Dispose();
    }
}
