namespace FaceGrid.Grains.Galleries;

/// <summary>A page's entry as it was found at activation.</summary>
/// <param name="IsInDoubt">The identity's record must be read: the entry was prepared and not committed, or could not be decrypted.</param>
internal sealed record RecoveredEntry(DecryptedEntry Decrypted, bool IsInDoubt);
