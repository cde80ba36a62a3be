using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Tests.Styling;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Encryption;

/// <summary>Decrypts stored data by the specification in docs/adr/0008 alone, without the code under test.</summary>
public sealed class FormatTests
{
    private static readonly float[] Alice = FakeEncoder.RandomEncoding(new Random(1));

    [Fact]
    public async Task Enroll_StoredRows_MatchTheSpecification()
    {
        using var file = new TestKeys();
        var storage = new MortalStorage();
        var blobs = new MortalBlobs(storage);
        await using (var grid = await file.Start(storage, blobs))
        {
            await grid.People.EnrollAndKeep("alice", [Alice]);
        }

        var line = File.ReadLines(file.Path).First(l => l.Length > 0 && l[0] != '#').Split(' ');
        var stored = JsonNode.Parse(storage["identity/default/alice|key"])!["Key"]!;
        var person = Unwrap(stored, Convert.FromBase64String(line[1]), line[0]);
        var id = Convert.FromHexString((string)stored["Id"]!);
        var page = JsonNode.Parse(storage["galleryshard/default/lobby/0|keys-0"])!;
        Assert.Equal(line[0], (string)page["KeyEncryptionKey"]!);
        byte[] idAndKey = [.. id, .. person];
        var pageData = Encoding.UTF8.GetBytes($"facegrid keys page 1\n{line[0]}\ndefault/lobby/0\nkeys-0");
        Assert.Equal(idAndKey, Gcm(Convert.FromBase64String((string)page["Box"]!), Convert.FromBase64String(line[1]), pageData));

        var state = JsonNode.Parse(storage["identity/default/alice|identity"])!;
        Assert.Equal((string)stored["Id"]!, (string)state["KeyId"]!);
        var template = state["Record"]!["Templates"]![0]!;
        var encoding = MemoryMarshal.AsBytes<float>(Alice).ToArray();
        byte[] expected = [.. encoding, .. "alice-0.jpg"u8];
        Assert.Equal(expected, Open(template["Encoding"]!, person, 1, id, "template\ndefault/alice\nmodel-1"));

        var photo = state["Record"]!["Photos"]![0]!;
        Assert.Equal("alice-0.jpg", Encoding.UTF8.GetString(Open(photo["Name"]!, person, 1, id, "name of a kept photo\ndefault/alice\n")));

        var entry = JsonNode.Parse(storage["galleryshard/default/lobby/0|page-0"])!["Entries"]![0]!;
        Assert.Equal("", (string)entry["Entry"]!["Encodings"]!);
        Assert.Null(entry["Entry"]!["Key"]);
        Assert.Equal(encoding, Open(entry["Sealed"]!, person, 1, id, "gallery shard 'default/lobby/0'\ndefault/alice\nmodel-1"));

        var derived = HKDF.DeriveKey(HashAlgorithmName.SHA256, person, 32, info: "facegrid repeatable key 1"u8.ToArray());
        var blob = await blobs.Get(new BlobReference((string)photo["Blob"]!["Sha256"]!, (long)photo["Blob"]!["Bytes"]!));
        var kept = Open(blob, derived, 2, id, "kept photo\ndefault/alice\n");
        Assert.Equal(encoding, kept.AsSpan(kept.Length - 112 * 112 * 3, encoding.Length).ToArray());
    }

    private static byte[] Unwrap(JsonNode stored, byte[] keyEncryptionKey, string keyEncryptionKeyId)
    {
        Assert.Equal(keyEncryptionKeyId, (string)stored["KeyEncryptionKey"]!);
        var data = $"facegrid person key 1\n{keyEncryptionKeyId}\n{(string)stored["Id"]!}\ndefault/alice";
        return Gcm(Convert.FromBase64String((string)stored["Bytes"]!), keyEncryptionKey, Encoding.UTF8.GetBytes(data));
    }

    private static byte[] Open(JsonNode text, byte[] key, byte format, byte[] id, string data) =>
        Open(Convert.FromBase64String((string)text!), key, format, id, data);

    private static byte[] Open(byte[] all, byte[] key, byte format, byte[] id, string data)
    {
        Assert.Equal(format, all[0]);
        Assert.Equal(id, all[1..17]);
        return Gcm(all[17..], key, [.. all[..17], .. Encoding.UTF8.GetBytes(data)]);
    }

    private static byte[] Gcm(byte[] box, byte[] key, byte[] data)
    {
        using var cipher = new AesGcm(key, 16);
        var content = new byte[box.Length - 28];
        cipher.Decrypt(box[..12], box[12..^16], box[^16..], content, data);
        return content;
    }
}
