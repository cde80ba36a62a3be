using Microsoft.Win32.SafeHandles;

namespace FaceGrid.Vision.Weights;

/// <summary>Reads parts of weight files through their handles.</summary>
internal static class FileReading
{
    /// <summary>Fills <paramref name="destination"/> with the bytes from <paramref name="offset"/> on.</summary>
    /// <param name="path">Names the file in errors.</param>
    /// <exception cref="BadInputException">
    /// The file ends first, which means that it was truncated after its length was checked, or a read fails.
    /// </exception>
    public static void ReadExactly(string path, SafeFileHandle handle, Span<byte> destination, long offset)
    {
        try
        {
            while (destination.Length > 0)
            {
                var read = RandomAccess.Read(handle, destination, offset);
                if (read == 0)
                {
                    throw new BadInputException(path, "was cut short while it was being read");
                }

                destination = destination[read..];
                offset += read;
            }
        }
        catch (IOException e)
        {
            throw new BadInputException(path, "cannot be read: " + e.Message.ReplaceLineEndings(" "), e);
        }
    }
}
