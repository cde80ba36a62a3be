using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Tests;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Encryption;
using FaceGrid.Silo.Storage.Blobs;
using FaceGrid.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Silo.Tests.Encryption;

/// <summary>The files on disk, byte by byte: the databases, their logs and the blobs.</summary>
public sealed class FilesTests : IDisposable
{
    private static readonly float[][] Faces = [.. Enumerable.Range(0, 6).Select(i => FakeEncoder.RandomEncoding(new Random(40 + i)))];

    private readonly TestKeys _file = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Enroll_KeyFile_NoFileHasAnEncoding(bool isEncrypted)
    {
        await using (var grid = await Start(isEncrypted))
        {
            await grid.People.Enroll("anna", [Faces[0], Faces[1]]);
            await grid.People.Enroll("anna", Faces[2]);
            await grid.People.Enroll("anna", Faces[0], "lab");
            await grid.People.EnrollAndKeep("bert", [Faces[3]]);
            await Task.WhenAll(grid.People.Enroll("cleo", Faces[4]), grid.People.Enroll("dora", Faces[5]));
            Assert.Equal("cleo", (await grid.People.Recognize(Faces[4])).Identity);
            Assert.Contains(Files(), f => f.Name == "grains.db-wal" && f.Content.Length > 0);
            AssertEncodings(isEncrypted);
        }

        AssertEncodings(isEncrypted);
    }

    [Fact]
    public async Task Remove_KeyFile_NoFileHasTheKey()
    {
        await using var grid = await Start(isEncrypted: true);
        for (var i = 0; i < Faces.Length; i++)
        {
            await grid.People.Enroll($"person-{i}", Faces[i]);
        }

        var (own, page) = (OwnKey(2), PageKeys());
        Assert.True(IsInAFile(own) && IsInAFile(page));
        await grid.People.Remove("person-2");
        Assert.False(IsInAFile(own) || IsInAFile(page));
        Assert.True(IsInAFile(OwnKey(3)) && IsInAFile(PageKeys()));
    }

    private JsonNode OwnKey(int person) => Keys($"identity/default/person-{person}", "key")["Key"]!["Bytes"]!;

    private JsonNode PageKeys() => Keys("galleryshard/default/lobby/0", "keys-0")["Box"]!;

    private async Task<PeopleGrid> Start(bool isEncrypted) => await PeopleGrid.Start(services =>
    {
        People.Configure(services);
        services.AddSqliteGrainStorage(GridStorage.Name, _folder["grains.db"]);
        services.AddSingleton<IBlobStore>(_ => new FileBlobStore(_folder["blobs"]));
        if (isEncrypted)
        {
            services.AddSqliteGrainStorage(GridStorage.Keys, _folder["keys.db"]);
            services.AddEncryptionAtRest(_file.Path);
        }
    });

    /// <summary>As base64, the form in the row.</summary>
    private bool IsInAFile(JsonNode wrapped)
    {
        var bytes = Encoding.ASCII.GetBytes((string)wrapped!);
        return Files().Exists(f => f.Content.AsSpan().IndexOf(bytes) >= 0);
    }

    private JsonNode Keys(string grain, string state)
    {
        using var connection = new SqliteConnection($"Data Source={_folder["keys.db"]};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT payload FROM state WHERE grain=@0 AND name=@1";
        command.Parameters.AddWithValue("@0", grain);
        command.Parameters.AddWithValue("@1", state);
        return JsonNode.Parse((byte[])command.ExecuteScalar()!)!;
    }

    private void AssertEncodings(bool isEncrypted)
    {
        var files = Files();
        foreach (var face in Faces)
        {
            Assert.NotEqual(isEncrypted, files.Any(f => Patterns(face).Any(p => f.Content.AsSpan().IndexOf(p) >= 0)));
        }
    }

    /// <summary>48 bytes of the encoding: raw, and in base64 at each of the three possible alignments.</summary>
    private static IEnumerable<byte[]> Patterns(float[] face)
    {
        var bytes = MemoryMarshal.AsBytes<float>(face).ToArray();
        yield return bytes[..48];
        for (var shift = 0; shift < 3; shift++)
        {
            yield return Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes.AsSpan(shift, 48)));
        }
    }

    private List<(string Name, byte[] Content)> Files() =>
        [.. Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Select(p => (Path.GetFileName(p), Read(p)))];

    private static byte[] Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
