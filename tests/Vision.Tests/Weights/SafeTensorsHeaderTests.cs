using System.Buffers.Binary;
using System.Text;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Tests.Weights;

/// <summary>Invalid headers of safetensors files.</summary>
public sealed class SafeTensorsHeaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""[]""", 0, "does not begin with '{'")]
    [InlineData("""{"a":}""", 0, "not JSON")]
    [InlineData("""{"a":1}""", 0, "not an object")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "not text")]
    [InlineData("""{"__metadata__":[]}""", 0, "not an object")]
    [InlineData("""{"a":{"dtype":"F33","shape":[1],"data_offsets":[0,4]}}""", 4, "unknown dtype")]
    [InlineData("""{"a":{"dtype":7,"shape":[1],"data_offsets":[0,4]}}""", 4, "unknown dtype")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}""", 4, "shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", 4, "data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "ends before it begins")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4, "missing")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}}""", 4, "unknown field 'more'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "4 bytes of data for F32 2")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807],"data_offsets":[0,4]}}""", 4, "too large")]
    [InlineData("""{"a":{"dtype":"U8","shape":[9223372036854775807],"data_offsets":[0,9223372036854775807]}}""", 4, "too large")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "truncated")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "after the last tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "belong to no tensor")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8, "overlaps")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "not JSON")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "not Unicode")]
    public void Open_DefectiveHeader_IsBadInputWithReason(string header, int dataBytes, string reason)
    {
        var path = Write(Encoding.UTF8.GetBytes(header), dataBytes);

        var error = Assert.Throws<BadInputException>(() => SafeTensorsFile.Open(path));

        Assert.StartsWith(path, error.Message);
        Assert.Contains(reason, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Open_HeaderNotUtf8_IsBadInput()
    {
        var path = Write([(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)'}'], 0);

        Assert.Contains("UTF-8", Assert.Throws<BadInputException>(() => SafeTensorsFile.Open(path)).Message);
    }

    [Theory]
    [InlineData(16_777_217UL, "longer than the limit")]
    [InlineData(ulong.MaxValue, "longer than the limit")]
    [InlineData(16_777_216UL, "truncated within its header")]
    public void Open_HeaderLengthOutOfBounds_IsBadInputBeforeAnythingIsAllocated(ulong headerBytes, string reason)
    {
        var path = _folder.File("long");
        var bytes = new byte[64];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, headerBytes);
        File.WriteAllBytes(path, bytes);

        Assert.Contains(reason, Assert.Throws<BadInputException>(() => SafeTensorsFile.Open(path)).Message);
    }

    private string Write(byte[] header, int dataBytes)
    {
        var path = _folder.File("crafted");
        var bytes = new byte[8 + header.Length + dataBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)header.Length);
        header.CopyTo(bytes, 8);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
