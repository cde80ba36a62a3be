namespace FaceGrid.Grains.Interfaces.Encryption;

/// <summary>How what is stored of a person stands with the key-encryption key that is current.</summary>
public enum ProtectionState
{
    /// <summary>Encrypted, the person's key wrapped under the current key-encryption key.</summary>
    Current,

    /// <summary>Not encrypted, or the key is wrapped under a former key-encryption key.</summary>
    Waiting,

    /// <summary>No person of that name is enrolled.</summary>
    Gone,
}
