using FaceGrid.Grains.Encryption;
using FaceGrid.Vision;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Silo.Encryption;

/// <summary>Turns encryption at rest on.</summary>
public static class EncryptionServiceExtensions
{
    /// <summary>
    /// Encrypts what is stored of people, with the key-encryption keys of a file, which is read here and now. Keys of people go to the grain
    /// storage <c>GridStorage.Keys</c>, which the host registers as it does the others, best apart from their backups.
    /// </summary>
    /// <exception cref="BadInputException">The file is no key file, or others may read it.</exception>
    public static IServiceCollection AddEncryptionAtRest(this IServiceCollection services, string keyFile)
    {
        var encryption = KeyFile.Open(keyFile);
        return services.AddSingleton<IKeyEncryption>(_ => encryption);
    }
}
