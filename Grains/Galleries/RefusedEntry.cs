using FaceGrid.Grains.Interfaces;

namespace FaceGrid.Grains.Galleries;

/// <summary>An entry that cannot be read. It stays as it is until somebody removes or enrols the person: what is wrong may be the store that it is looked up in.</summary>
internal sealed record RefusedEntry(ShardPageEntry Stored, GridRequestException Reason);
