using FaceGrid.Grains.Interfaces;

namespace FaceGrid.Grains.Encryption;

/// <summary>What is told when something encrypted cannot be read.</summary>
internal static class Faults
{
    public static GridRequestException MissingKey(string subject, string keyEncryptionKey, IKeyEncryption? encryption) => new(
        GridError.MissingKey,
        subject,
        $"is encrypted under key '{keyEncryptionKey}', "
        + $"{(encryption is null ? "and no key file is given" : "which the key file does not have")}; nothing was changed");

    public static GridRequestException NoKeyStore(string owner, string keyId) => new(
        GridError.MissingKey,
        Subject(owner),
        $"is encrypted with the person's key {keyId}, and the store of keys and the key file are not given; nothing was changed");

    public static GridRequestException Erased(string owner, string keyId) => new(
        GridError.ErasedIdentity,
        Subject(owner),
        $"was erased: the person's key {keyId} is gone, and what is left here can no longer be decrypted; "
        + "remove the identity to delete it");

    public static GridRequestException OtherKey(string owner, string what, string needed, string here) => new(
        GridError.DamagedRecord,
        Subject(owner),
        $"{what} is encrypted with key {needed}, and the person's is {here}: "
        + "it belongs to another person, or to the time before a removal; it is not used");

    public static GridRequestException Damaged(string owner, string what) => new(
        GridError.DamagedRecord, Subject(owner), $"{what} was altered, or belongs to another person or place; it is not used");

    /// <param name="owner"><c>tenant/identity</c>.</param>
    public static string Subject(string owner) => $"identity '{GridKeys.NameOf(owner)}'";
}
