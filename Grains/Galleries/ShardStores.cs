using FaceGrid.Grains.Encryption;
using Orleans.Storage;

namespace FaceGrid.Grains.Galleries;

/// <summary>Storage of a shard's pages and keys, and the encryption of its entries.</summary>
/// <param name="Shard">The shard's grain key.</param>
/// <param name="Keys">Null if no key store is registered.</param>
/// <param name="Encryption">Null without a key file.</param>
internal sealed record ShardStores(GrainId GrainId, string Shard, IGrainStorage Pages, IGrainStorage? Keys, IKeyEncryption? Encryption);
