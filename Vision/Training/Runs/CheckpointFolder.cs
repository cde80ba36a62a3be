using System.Globalization;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// Checkpoints of one run in a folder of its own, each written at once or not at all; the two newest are kept, so that one
/// that a failing disk has damaged costs the steps since the one before.
/// </summary>
public sealed class CheckpointFolder
{
    private const int Kept = 2;
    private const string Prefix = "step-";
    private const string Extension = ".checkpoint.safetensors";

    private readonly string _path;

    /// <exception cref="BadInputException">The folder cannot be made.</exception>
    public CheckpointFolder(string path)
    {
        _path = path;
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(path, "cannot be made: " + e.Message.ReplaceLineEndings(" "), e);
        }
    }

    /// <summary>Writes the checkpoint after so many steps and removes those that are two older.</summary>
    /// <exception cref="BadInputException">It cannot be written; those that were there still are.</exception>
    public void Write(int step, byte[] checkpoint)
    {
        AtomicFile.Write(Path.Combine(_path, Prefix + step.ToString("D9", CultureInfo.InvariantCulture) + Extension), stream => stream.Write(checkpoint));
        foreach (var old in NewestFirst().Skip(Kept))
        {
            File.Delete(old);
        }
    }

    /// <summary>
    /// The newest checkpoint that is whole; null where there is none at all.
    /// </summary>
    /// <param name="damaged">Called with each damaged one, newest first, and what is wrong with it.</param>
    /// <exception cref="BadInputException">There are checkpoints, and every one is damaged.</exception>
    public (string Path, byte[] Bytes)? Newest(Action<BadInputException> damaged)
    {
        BadInputException? last = null;
        foreach (var path in NewestFirst())
        {
            try
            {
                var bytes = File.ReadAllBytes(path);
                EncoderRun.Describe(bytes, path);
                return (path, bytes);
            }
            catch (BadInputException e)
            {
                damaged(e);
                last = e;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                last = new BadInputException(path, "cannot be read: " + e.Message.ReplaceLineEndings(" "), e);
                damaged(last);
            }
        }

        return last is null ? null : throw new BadInputException(_path, "holds damaged checkpoints only: take another folder, or empty this one to begin anew");
    }

    private IEnumerable<string> NewestFirst() => Directory.EnumerateFiles(_path, Prefix + "*" + Extension).OrderDescending(StringComparer.Ordinal).ToList();
}
