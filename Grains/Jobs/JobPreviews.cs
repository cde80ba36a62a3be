using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Grains.Jobs;

/// <summary>The newest previews of a run, as blobs that no record names.</summary>
/// <param name="key">Key of the job, tenant/job.</param>
internal sealed class JobPreviews(string key, IBlobStore blobs, JobOptions options, TimeProvider time)
{
    // Watchers fetch a preview some time after the event that names it.
    private const int Kept = 4;

    private readonly Queue<BlobReference> _kept = new();
    private long _made;

    /// <summary>The newest preview; null: none.</summary>
    public BlobReference? Newest { get; private set; }

    /// <summary>Step of the newest preview.</summary>
    public int Step { get; private set; }

    /// <summary>All that are stored, oldest first.</summary>
    public IReadOnlyCollection<BlobReference> All => _kept;

    /// <summary>True if the newest preview is older than the preview period.</summary>
    public bool IsDue => _made == 0 || time.GetElapsedTime(_made) >= options.PreviewPeriod;

    /// <summary>Stores a preview and deletes the oldest.</summary>
    public async Task Add(long epoch, int step, byte[] png)
    {
        var blob = await blobs.Put(JobBlob.Wrap("preview", key, epoch, step, png));
        (Newest, Step, _made) = (blob, step, time.GetTimestamp());
        _kept.Enqueue(blob);
        while (_kept.Count > Kept)
        {
            await blobs.Delete(_kept.Dequeue());
        }
    }

    /// <summary>Forgets the previews of a job that was erased.</summary>
    public void Clear()
    {
        Newest = null;
        _kept.Clear();
    }
}
