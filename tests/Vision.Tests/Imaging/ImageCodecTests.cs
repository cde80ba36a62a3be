using System.Text;
using FaceGrid.Tests;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Imaging;

public sealed class ImageCodecTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("facegrid-imaging-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_MissingFile_NamesIt() => AssertRefused(Path.Combine(_folder, "missing.jpg"), "no such file");

    [Fact]
    public void Load_FileInMissingFolder_NamesIt() => AssertRefused(Path.Combine(_folder, "none", "missing.jpg"), "no such file");

    [Fact]
    public void Load_Folder_IsRefused() => AssertRefused(_folder, "is a folder, not an image");

    [Fact]
    public void Load_EmptyFile_IsRefused() => AssertRefused(Write("x.jpg", []), "is empty (zero bytes)");

    [Fact]
    public void Load_TextNamedJpg_IsRefused() =>
        AssertRefused(Write("x.jpg", "I am not a photo\nbut a text"u8), "not an image (JPEG, PNG, WebP, BMP, GIF, TIFF, PGM or PPM)");

    [Fact]
    public void Load_DeviceWithoutEnd_IsRefusedAtOnce() =>
        AssertRefused("/dev/zero", "not an image (JPEG, PNG, WebP, BMP, GIF, TIFF, PGM or PPM)");

    [Fact]
    public void Load_WrongExtension_GoesByTheBytes()
    {
        var path = Write("really-a-png.jpg", ImageCodec.EncodePng(Fixture.Noise(20, 10, 1)));

        Assert.Equal(20, ImageCodec.Load(path).Width);
    }

    [Fact]
    public void Load_LargerThanTheFirstRead_IsWhole()
    {
        var image = Fixture.Noise(400, 300, 2);

        Fixture.AssertClose(image, ImageCodec.Load(Write("x.png", ImageCodec.EncodePng(image))), 0);
    }

    [Theory]
    [InlineData("\0\0\0\x18" + "ftypheic\0\0\0\0", "HEIC")]
    [InlineData("\0\0\0\x18" + "ftypmif1\0\0\0\0", "HEIC")]
    [InlineData("\0\0\0\x18" + "ftypavif\0\0\0\0", "AVIF")]
    [InlineData("%PDF-1.7........", "PDF")]
    [InlineData("P4\n8 8\n", "PBM")]
    public void Decode_KnownButUnsupportedFormat_IsNamed(string head, string format) =>
        Assert.StartsWith(
            $"{format} is not supported: convert it to JPEG or PNG",
            Assert.Throws<BadInputException>(() => ImageCodec.Decode(Encoding.Latin1.GetBytes(head), "x")).Reason,
            StringComparison.Ordinal);

    [SharedTheory("data/cases/x.heic", "data/cases/x.avif")]
    [InlineData("x.heic", "HEIC is not supported: convert it to JPEG or PNG, for example with: heif-convert IN.heic OUT.jpg")]
    [InlineData("x.avif", "AVIF is not supported: convert it to JPEG or PNG, for example with: avifdec IN.avif OUT.png")]
    public void Load_FileThatCannotBeDecoded_SaysHowToConvert(string name, string reason) =>
        AssertRefused(SharedFiles.PathOf($"data/cases/{name}"), reason);

    [SharedFact("data/cases/x.webp", "data/cases/webp_named.jpg", "data/cases/small.bmp")]
    public void Load_WebpUnderAnotherName_IsTheSamePicture()
    {
        var image = ImageCodec.Load(SharedFiles.PathOf("data/cases/x.webp"));

        Assert.Equal(image.Pixels, ImageCodec.Load(SharedFiles.PathOf("data/cases/webp_named.jpg")).Pixels);
        Assert.True(ImageCodec.Load(SharedFiles.PathOf("data/cases/small.bmp")).Width > 0);
    }

    [Fact]
    public async Task Load_PipeWithoutAWriter_IsRefusedAtOnce()
    {
        var path = Path.Combine(_folder, "pipe.jpg");
        using var made = System.Diagnostics.Process.Start("mkfifo", [path]);
        await made.WaitForExitAsync();

        AssertRefused(path, "is a pipe; give its contents on standard input, as -");
    }

    [Fact]
    public void Load_Socket_IsRefused()
    {
        var path = Path.Combine(_folder, "s.jpg");
        using var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(path));

        AssertRefused(path, "is a socket, not an image");
    }

    [Fact]
    public void Decode_HugePngHeader_IsRefusedWithoutAllocation()
    {
        byte[] file =
        [
            0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A,
            .. PngWriter.Chunk("IHDR", PngWriter.Header(60_000, 60_000, PngWriter.Rgb, 8, false)),
        ];
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<BadInputException>(() => ImageCodec.Decode(file, "bomb.png"));

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
        Assert.Equal("bomb.png: 60000 x 60000 pixels are over the limit of 50 megapixels", error.Message);
    }

    [Fact]
    public void Decode_HugePictureWithNoLimit_IsStillRefused()
    {
        byte[] file =
        [
            0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A,
            .. PngWriter.Chunk("IHDR", PngWriter.Header(60_000, 60_000, PngWriter.Rgb, 8, false)),
        ];

        Assert.Throws<BadInputException>(() => ImageCodec.Decode(file, "bomb.png", long.MaxValue));
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    public void Decode_OnePixelOverTheLimit_IsRefused(string extension)
    {
        var image = Fixture.Noise(25, 20, 3);
        var file = extension == ".jpg" ? ImageCodec.EncodeJpeg(image) : ImageCodec.EncodePng(image);

        Assert.Equal(25, ImageCodec.Decode(file, "x", 500).Width);
        Assert.Contains(
            "over the limit", Assert.Throws<BadInputException>(() => ImageCodec.Decode(file, "x", 499)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_FromManyThreads_GivesTheSamePixels()
    {
        var image = Fixture.Noise(64, 64, 4);
        var png = ImageCodec.EncodePng(image);
        var jpeg = ImageCodec.EncodeJpeg(image);
        var once = ImageCodec.Decode(jpeg, "x");

        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            Fixture.AssertClose(image, ImageCodec.Decode(png, "x"), 0);
            Fixture.AssertClose(once, ImageCodec.Decode(jpeg, "x"), 0);
            Assert.Equal(png, ImageCodec.EncodePng(image));
        });
    }

    private static void AssertRefused(string path, string reason)
    {
        var error = Assert.Throws<BadInputException>(() => ImageCodec.Load(path));
        Assert.Equal((path, reason), (error.Subject, error.Reason));
    }

    private string Write(string name, ReadOnlySpan<byte> bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes.ToArray());
        return path;
    }
}
