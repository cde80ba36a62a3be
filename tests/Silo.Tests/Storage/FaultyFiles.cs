using FaceGrid.Vision.Files;

namespace FaceGrid.Silo.Tests.Storage;

/// <summary>
/// File operations of a process that dies at one of them, before or instead of doing it, and of a disk that may lose what was not flushed.
/// </summary>
internal sealed class FaultyFiles : FileOperations
{
    /// <summary>Renames and deletions by folder that no flush of the folder has followed: how to undo each.</summary>
    private readonly List<(string Folder, Action Undo)> _notDurable = [];

    private int _operations;

    /// <summary>Number of the operation, from 1, that fails, with all that follow: the process is dead. 0: none.</summary>
    public int DiesAt { get; init; }

    /// <summary>Folders with changes that a loss of power undoes.</summary>
    public IEnumerable<string> NotDurable => _notDurable.Select(d => d.Folder);

    public override FileStream CreateNew(string path, bool isPrivate)
    {
        Step();
        return base.CreateNew(path, isPrivate);
    }

    public override void Flush(FileStream stream)
    {
        // A process that dies here has handed over what it wrote.
        stream.Flush();
        Step();
        base.Flush(stream);
    }

    public override void Move(string from, string to, bool mayReplace)
    {
        Step();
        var former = File.Exists(to) ? File.ReadAllBytes(to) : null;
        base.Move(from, to, mayReplace);
        _notDurable.Add((Path.GetDirectoryName(to)!, () => Restore(to, former)));
    }

    public override void Delete(string path)
    {
        Step();
        var former = File.Exists(path) ? File.ReadAllBytes(path) : null;
        base.Delete(path);
        if (former is not null)
        {
            _notDurable.Add((Path.GetDirectoryName(path)!, () => Restore(path, former)));
        }
    }

    public override void FlushFolder(string folder)
    {
        Step();
        base.FlushFolder(folder);
        _notDurable.RemoveAll(d => d.Folder == folder);
    }

    /// <summary>Undoes what was not durable, the latest first.</summary>
    public void LosePower()
    {
        for (var i = _notDurable.Count - 1; i >= 0; i--)
        {
            _notDurable[i].Undo();
        }

        _notDurable.Clear();
    }

    private static void Restore(string path, byte[]? former)
    {
        if (former is null)
        {
            File.Delete(path);
            return;
        }

        File.WriteAllBytes(path, former);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, OwnerOnly.FileMode);
        }
    }

    private void Step()
    {
        if (++_operations >= DiesAt && DiesAt > 0)
        {
            throw new IOException("the process has died");
        }
    }
}
