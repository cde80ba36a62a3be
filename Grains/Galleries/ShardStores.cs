using FaceGrid.Grains.Encryption;
using Orleans.Storage;

namespace FaceGrid.Grains.Galleries;

/// <summary>Where a shard's pages lie.</summary>
/// <param name="Shard">The shard's grain key.</param>
/// <param name="Keys">Null where no store of keys is registered.</param>
/// <param name="Encryption">Null where no key file is given.</param>
internal sealed record ShardStores(GrainId GrainId, string Shard, IGrainStorage Pages, IGrainStorage? Keys, IKeyEncryption? Encryption);
