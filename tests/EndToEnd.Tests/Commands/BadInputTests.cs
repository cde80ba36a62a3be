using System.Buffers.Binary;
using System.Text;
using FaceGrid.EndToEnd.Tests.Support;
using FaceGrid.Tests;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary>Unusable input: one line with the input and the reason, exit code 2, nothing changed.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly SyntheticPeopleFolder _folder = new(2);

    private string Data => _folder.PathOf("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Photos_Unusable_OneLineExitCodeTwoNothingChanged()
    {
        await Enroll();
        var cases = new (string File, byte[]? Content, string Reason)[]
        {
            ("text.jpg", Encoding.UTF8.GetBytes("this is a shopping list, not a picture"), "not an image"),
            ("truncated.jpg", ImageCodec.EncodeJpeg(ImageCodec.Load(_folder.Enrolment(0)))[..^900], "truncated"),
            ("huge.png", PngHeader(60_000, 60_000), "60000 x 60000 pixels are over the limit"),
            ("empty.jpg", [], "empty"),
            ("missing.jpg", null, "no such file"),
        };
        foreach (var (name, content, reason) in cases)
        {
            var file = _folder.PathOf(name);
            if (content is not null)
            {
                await File.WriteAllBytesAsync(file, content);
            }

            foreach (
                var command in new[]
                {
                    new[] { "enroll", "bob", _folder.Enrolment(1), file },
                    ["recognize", file],
                    ["verify", "alice", file],
                })
            {
                AssertRefused(await Facegrid.Run([.. command, "--data", Data]), file, reason);
            }
        }

        await AssertOnlyAlice();
    }

    [Fact]
    public async Task Recognize_FolderWithOneBadPhoto_AnswersTheRestAndEndsWithTwo()
    {
        await Enroll();
        var photos = Directory.CreateDirectory(_folder.PathOf("photos")).FullName;
        File.Copy(_folder.Enrolment(0), Path.Combine(photos, "a.png"));
        await File.WriteAllTextAsync(Path.Combine(photos, "b.jpg"), "no picture");
        File.Copy(_folder.Enrolment(0), Path.Combine(photos, "c.png"));

        var result = await Facegrid.Run("recognize", photos, "--aligned", "--json", "--data", Data);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal(["Recognized", "CannotDecide", "Recognized"], result.Json.Select(j => j.GetProperty("outcome").GetString()));
        Assert.Contains("b.jpg", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_MissingOrWithoutImages_Refused()
    {
        await Enroll();
        var empty = Directory.CreateDirectory(_folder.PathOf("empty")).FullName;

        AssertRefused(await Facegrid.Run("recognize", empty, "--data", Data), empty, "no pictures");
        AssertRefused(await Facegrid.Run("enroll", "--people", empty, "--data", Data), empty, "no folder in it holds pictures");
        AssertRefused(await Facegrid.Run("recognize", _folder.PathOf("nowhere"), "--data", Data), "nowhere", "no such file or folder");
        AssertRefused(
            await Facegrid.Run("eval", "pairs", "--images", empty, "--pairs", _folder.PathOf("pairs.txt")), "pairs.txt", "no such file");
        await AssertOnlyAlice();
    }

    [Fact]
    public async Task Identities_UnknownOrBadName_Refused()
    {
        await Enroll();

        AssertRefused(
            await Facegrid.Run("verify", "nobody", _folder.Enrolment(0), "--data", Data),
            "identity 'nobody'",
            "is not enrolled");
        AssertRefused(await Facegrid.Run("identities", "show", "nobody", "--data", Data), "identity 'nobody'", "is not enrolled");
        AssertRefused(await Facegrid.Run("identities", "remove", "nobody", "--data", Data), "identity 'nobody'", "is not enrolled");
        AssertRefused(await Facegrid.Run("enroll", "a/b", _folder.Enrolment(1), "--data", Data), "identity 'a/b'", "must not contain '/'");
        AssertRefused(
            await Facegrid.Run("recognize", _folder.Enrolment(0), "--gallery", "nowhere", "--data", Data),
            "gallery 'nowhere'",
            "has no enrolled identities");
        await AssertOnlyAlice();
    }

    [Fact]
    public async Task Store_NotThereYet_AskingIsRefusedAndCreatesNothing()
    {
        AssertRefused(await Facegrid.Run("recognize", _folder.Enrolment(0), "--data", Data), Data, "has no enrolled identities yet");
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task Store_NotADatabase_Refused()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "grains.db"), new string('x', 5000));

        AssertRefused(await Facegrid.Run("enroll", "alice", _folder.Enrolment(0), "--data", Data), "grains.db", "not a");
        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(Path.Combine(Data, "grains.db")));
    }

    [SharedFact("models/vgg19-imagenet-conv.safetensors", "models/mobilefacenet-112x112.safetensors")]
    public async Task Weights_OfAnotherNetworkOrShape_Refused()
    {
        var other = SharedFiles.PathOf("models/vgg19-imagenet-conv.safetensors");
        AssertRefused(
            await Facegrid.Run("enroll", "alice", _folder.Enrolment(0), "--model", other, "--data", Data), other, "not a face encoder");

        // The right network with one tensor of another shape: [64] declared as [32], two bytes of header changed.
        var bytes = await File.ReadAllBytesAsync(SharedFiles.PathOf("models/mobilefacenet-112x112.safetensors"));
        var header = Encoding.UTF8.GetString(bytes, 8, (int)BinaryPrimitives.ReadInt64LittleEndian(bytes));
        var changed = header.Replace(
            "[64,3,3,3]", "[32,6,3,3]", StringComparison.Ordinal).Replace("[64, 3, 3, 3]", "[32, 6, 3, 3]", StringComparison.Ordinal);
        Assert.NotEqual(header, changed);
        Encoding.UTF8.GetBytes(changed).CopyTo(bytes, 8);
        var reshaped = _folder.PathOf("reshaped.safetensors");
        await File.WriteAllBytesAsync(reshaped, bytes);
        AssertRefused(await Facegrid.Run("enroll", "alice", _folder.Enrolment(0), "--model", reshaped, "--data", Data), reshaped, "conv1");
    }

    [Fact]
    public async Task Model_MissingOrDamaged_Refused()
    {
        var damaged = _folder.PathOf("damaged.safetensors");
        await File.WriteAllTextAsync(damaged, "short");

        AssertRefused(await Facegrid.Run("enroll", "alice", _folder.Enrolment(0), "--model", damaged, "--data", Data), damaged, "");
        AssertRefused(
            await Facegrid.Run("enroll", "alice", _folder.Enrolment(0), "--model", "no-such-model", "--data", Data),
            "model 'no-such-model'",
            "no such file");
        AssertRefused(await Facegrid.Run("models", "list", "--models", _folder.PathOf("nowhere")), "nowhere", "no such folder");
    }

    [Theory]
    [InlineData("--device gpu", "--device")]
    [InlineData("--candidates 0", "--candidates")]
    [InlineData("--threshold 5", "--threshold")]
    [InlineData("--no-such-option", "--no-such-option")]
    public async Task Options_Wrong_NamedWithExitCodeTwo(string option, string named)
    {
        var result = await Facegrid.Run(["recognize", _folder.Enrolment(0), "--data", Data, .. option.Split(' ')]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(named, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Device_ThatIsNotThere_RefusedAndNeverTheProcessorInstead()
    {
        // More devices than any machine has.
        var result = await Facegrid.Run("enroll", "alice", _folder.Enrolment(0), "--device", "cuda:99", "--data", Data);

        AssertRefused(result, "device 'cuda:99'", "");
    }

    private static void AssertRefused(CliResult result, string named, string reason)
    {
        Assert.True(result.ExitCode == 2, $"exit code {result.ExitCode}: {result.Output}{result.Error}");
        var line = Assert.Single(
            result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            l => !l.Contains("keep a copy of the key file", StringComparison.Ordinal));
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
    }

    private static byte[] PngHeader(int width, int height)
    {
        var bytes = new byte[33];
        new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52 }.CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), height);
        (bytes[24], bytes[25]) = (8, 2);
        var crc = 0xFFFFFFFFu;
        foreach (var b in bytes.AsSpan(12, 17))
        {
            crc ^= b;
            for (var i = 0; i < 8; i++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(29), ~crc);
        return bytes;
    }

    private async Task Enroll() => (await Facegrid.Run("enroll", "alice", _folder.Enrolment(0), "--aligned", "--data", Data)).Succeeded();

    private async Task AssertOnlyAlice()
    {
        Assert.Equal("alice\n", (await Facegrid.Run("identities", "list", "--data", Data)).Succeeded().Output);
        var alice = (await Facegrid.Run("identities", "show", "alice", "--json", "--data", Data)).Succeeded().Json[0];
        Assert.Equal((1, 1), (alice.GetProperty("version").GetInt32(), alice.GetProperty("templates").GetArrayLength()));
    }
}
