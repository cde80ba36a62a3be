namespace FaceGrid.Grains.Interfaces.Storage;

/// <summary>Another process works on the data folder. The message says which.</summary>
public sealed class DataFolderInUseException : Exception
{
    public DataFolderInUseException(string folder, string? holder)
        : base(holder is null ? $"{folder} is in use by another process" : $"{folder} is in use by {holder}")
    {
        Folder = folder;
    }

    public string Folder { get; }
}
