using System.Globalization;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// A folder with the checkpoints of one run. Each is written atomically. The two newest are kept, so that a damaged checkpoint costs only
/// the steps since the one before.
/// </summary>
public sealed class CheckpointFolder
{
    private const int Kept = 2;
    private const string Prefix = "step-";
    private const string Extension = ".checkpoint.safetensors";

    private readonly string _path;

    /// <summary>Opens the folder, and creates it where it does not exist.</summary>
    /// <exception cref="BadInputException">The folder cannot be created.</exception>
    public CheckpointFolder(string path)
    {
        _path = path;
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(path, "cannot be created: " + e.Message.ReplaceLineEndings(" "), e);
        }
    }

    /// <summary>Writes a checkpoint and deletes all but the two newest.</summary>
    /// <param name="step">Number of steps done.</param>
    /// <param name="checkpoint">From <see cref="EncoderRun.Checkpoint"/>.</param>
    /// <exception cref="BadInputException">The file cannot be written; the older checkpoints are unchanged.</exception>
    public void Write(int step, byte[] checkpoint)
    {
        var name = Prefix + step.ToString("D9", CultureInfo.InvariantCulture) + Extension;
        AtomicFile.Write(Path.Combine(_path, name), stream => stream.Write(checkpoint));
        foreach (var old in NewestFirst().Skip(Kept))
        {
            File.Delete(old);
        }
    }

    /// <summary>The newest undamaged checkpoint; null where the folder holds no checkpoint.</summary>
    /// <param name="damaged">Called for each damaged checkpoint, newest first, with an error that names the file and the reason.</param>
    /// <exception cref="BadInputException">The folder holds checkpoints, and all are damaged.</exception>
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

        return last is null
            ? null
            : throw new BadInputException(_path, "holds damaged checkpoints only: use another folder, or empty this one to start over");
    }

    private IEnumerable<string> NewestFirst() =>
        Directory.EnumerateFiles(_path, Prefix + "*" + Extension).OrderDescending(StringComparer.Ordinal).ToList();
}
