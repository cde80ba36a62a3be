using FaceGrid.Grains.Encryption;
using FaceGrid.Vision;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Silo.Encryption;

/// <summary>Registers encryption at rest.</summary>
public static class EncryptionServiceExtensions
{
    /// <summary>
    /// Encrypts identities at rest with the key-encryption keys of a file, which is read by this call. The identities' keys are stored in
    /// the grain storage <c>GridStorage.Keys</c>; the host registers it, preferably with backups separate from those of the data.
    /// </summary>
    /// <exception cref="BadInputException">The file is not a key file, or other users may read it.</exception>
    public static IServiceCollection AddEncryptionAtRest(this IServiceCollection services, string keyFile)
    {
        var encryption = KeyFile.Open(keyFile);
        return services.AddSingleton<IKeyEncryption>(_ => encryption);
    }
}
