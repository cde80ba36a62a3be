using FaceGrid.Grains.Storage.Blobs;

namespace FaceGrid.Client.Jobs;

/// <summary>
/// Where jobs lie in a data folder. They have a store and a lock of their own: a render of some hours must not keep doors from recognising
/// people.
/// </summary>
internal sealed class JobsFolder(string data)
{
    public string Data { get; } = data;

    /// <summary>What the process that works on the jobs locks.</summary>
    public string Path { get; } = System.IO.Path.Combine(data, "jobs");

    public string Store => System.IO.Path.Combine(Path, "grains.db");

    /// <summary>Says where the worker's socket is.</summary>
    public string EndpointFile => System.IO.Path.Combine(Path, "worker.endpoint");

    /// <summary>What a background worker says.</summary>
    public string Log => System.IO.Path.Combine(Path, "worker.log");

    /// <summary>What was computed from style images before.</summary>
    public string GramCache => System.IO.Path.Combine(Data, "cache", "grams");

    /// <summary>What teachers made of photos before.</summary>
    public string TeacherCache => System.IO.Path.Combine(Data, "cache", "teachers");

    /// <exception cref="UnauthorizedAccessException">The folder is another user's.</exception>
    public bool HasJobs => Directory.Exists(Path) && Directory.EnumerateFiles(Path, System.IO.Path.GetFileName(Store)).Any();

    /// <summary>Any process may use the blobs at any time: their names never change their meaning.</summary>
    public IBlobStore OpenBlobs() => new FileBlobStore(System.IO.Path.Combine(Data, "blobs"), TimeProvider.System);
}
