using FaceGrid.Grains.Interfaces.Encryption;

namespace FaceGrid.Grains.Galleries;

/// <summary>A key that an entry of a page is encrypted with.</summary>
/// <param name="Wrapped">The wrapped key that the identity sent; null: only the keys page has it.</param>
internal sealed record NeededKey(Guid Id, string Identity, WrappedKey? Wrapped);
