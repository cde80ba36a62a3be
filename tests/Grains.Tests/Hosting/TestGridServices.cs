using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FaceGrid.Grains.Tests;

internal static class TestGridServices
{
    /// <summary>One store under the names "memory" and default, shared by all silos of a test cluster.</summary>
    public static void AddSharedMemoryStorage(this IServiceCollection services, IGrainStorage store)
    {
        services.AddKeyedSingleton("memory", store);
        services.AddKeyedSingleton("Default", store);
        services.AddSingleton(store);
    }
}
