using FaceGrid.Grains.Interfaces;

namespace FaceGrid.Grains.Galleries;

/// <summary>
/// An entry that cannot be read. Storage keeps it unchanged until the person is removed or enrolled again, since the cause may lie in the
/// store that the entry is read from.
/// </summary>
internal sealed record QuarantinedEntry(ShardPageEntry Stored, GridRequestException Reason);
