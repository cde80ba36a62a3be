using FaceGrid.Vision.Faces;

namespace FaceGrid.Silo.Local;

/// <summary>Storage and devices of the local silo of a data folder.</summary>
/// <param name="Folder">Contains grains.db, keys.db and the lock; created if missing.</param>
/// <param name="Blobs">Folder of the blob store; several silos may share it.</param>
public sealed record LocalStoreOptions(string Folder, string Blobs)
{
    /// <summary>Encryption of the identities; null: the store holds none.</summary>
    public LocalEncryption? Encryption { get; init; }

    /// <summary>The encoder, loaded when the first face is encoded; null: this silo encodes nothing.</summary>
    public EncoderModel? Encoder { get; init; }

    /// <summary>cpu, cuda or cuda:N.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>Processor threads of the engines; 0: one per core.</summary>
    public int Threads { get; init; }

    /// <summary>Longest wait for the folder's lock; zero: one attempt.</summary>
    public TimeSpan LockPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Style jobs and training runs; null: this silo holds no jobs.</summary>
    public LocalJobOptions? Jobs { get; init; }

    /// <summary>Searches for the patches that most activate a network's units; null: this silo searches none.</summary>
    public LocalFeatureOptions? Features { get; init; }
}
