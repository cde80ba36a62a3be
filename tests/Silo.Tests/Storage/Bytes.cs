namespace FaceGrid.Silo.Tests.Storage;

/// <summary>Contents of files that another part of the process has open.</summary>
internal static class Bytes
{
    /// <summary>The content; empty if the file was deleted meanwhile.</summary>
    public static byte[] Of(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return content;
        }
        catch (Exception exception) when (exception is FileNotFoundException or EndOfStreamException)
        {
            return [];
        }
    }
}
