using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>TorchSharp's own file format: element type, number of dimensions, dimensions (LEB128 each), elements.</summary>
public static partial class TensorExtensionMethods
{
    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        long[] shape = tensor.shape;
        writer.Encode((int)tensor.dtype);
        writer.Encode(shape.Length);
        foreach (long length in shape)
        {
            writer.Encode(length);
        }

        writer.Flush();
        tensor.WriteBytesToStream(writer.BaseStream);
    }

    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        tensor.Save(writer);
    }

    public static void Save(this Tensor tensor, string location)
    {
        using FileStream stream = File.Create(location);
        tensor.Save(stream);
    }

    /// <summary>Overwrites the tensor with a stored one of the same type and shape, or passes over that one.</summary>
    /// <exception cref="ArgumentException">The stored tensor has another type or shape.</exception>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        (ScalarType type, long[] shape) = ReadHeader(reader);
        if (type != tensor.dtype)
        {
            throw new ArgumentException($"the stored tensor is of {type}, this one of {tensor.dtype}");
        }

        if (skip)
        {
            reader.BaseStream.Seek(shape.TotalSize() * type.ElementSize(), SeekOrigin.Current);
            return;
        }

        if (!shape.AsSpan().SequenceEqual(tensor.shape))
        {
            throw new ArgumentException($"the stored tensor is [{string.Join(", ", shape)}], this one [{string.Join(", ", tensor.shape)}]");
        }

        tensor.ReadBytesFromStream(reader.BaseStream);
    }

    /// <summary>A stored tensor; an empty one where it is only passed over.</summary>
    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        (ScalarType type, long[] shape) = ReadHeader(reader);
        if (skip)
        {
            reader.BaseStream.Seek(shape.TotalSize() * type.ElementSize(), SeekOrigin.Current);
            return empty([0], type);
        }

        Tensor loaded = empty(shape, type);
        loaded.ReadBytesFromStream(reader.BaseStream);
        return loaded;
    }

    private static (ScalarType Type, long[] Shape) ReadHeader(BinaryReader reader)
    {
        var type = (ScalarType)reader.Decode();
        long[] shape = new long[reader.Decode()];
        for (int d = 0; d < shape.Length; d++)
        {
            shape[d] = reader.Decode();
        }

        return (type, shape);
    }
}
