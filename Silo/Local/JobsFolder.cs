using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Silo.Storage.Blobs;

namespace FaceGrid.Silo.Local;

/// <summary>
/// The files of the jobs in a data folder. Jobs have a separate store and lock, so that recognition in the same folder works while a job
/// runs for hours.
/// </summary>
public sealed class JobsFolder(string data)
{
    /// <summary>The data folder.</summary>
    public string Data { get; } = data;

    /// <summary>Folder that the process which executes the jobs locks.</summary>
    public string Path { get; } = System.IO.Path.Combine(data, "jobs");

    /// <summary>The SQLite file with the jobs' state.</summary>
    public string Store => System.IO.Path.Combine(Path, "grains.db");

    /// <summary>Holds the path of the worker's socket.</summary>
    public string EndpointFile => System.IO.Path.Combine(Path, "worker.endpoint");

    /// <summary>Output of a background worker.</summary>
    public string Log => System.IO.Path.Combine(Path, "worker.log");

    /// <summary>Cache of Gram matrices of style images.</summary>
    public string GramCache => System.IO.Path.Combine(Data, "cache", "grams");

    /// <summary>Cache of encodings by teacher networks.</summary>
    public string TeacherCache => System.IO.Path.Combine(Data, "cache", "teachers");

    /// <summary>True if jobs were ever submitted in this folder.</summary>
    /// <exception cref="UnauthorizedAccessException">The folder belongs to another user.</exception>
    public bool HasJobs => Directory.Exists(Path) && Directory.EnumerateFiles(Path, System.IO.Path.GetFileName(Store)).Any();

    /// <summary>Opens the blob store, which any process may use at any time: names are content hashes.</summary>
    /// <exception cref="Vision.BadInputException">The folder cannot be created or read.</exception>
    public IBlobStore OpenBlobs() => new FileBlobStore(System.IO.Path.Combine(Data, "blobs"));
}
