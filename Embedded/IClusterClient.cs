namespace Orleans;

/// <summary>What code outside of grains calls grains with.</summary>
public interface IClusterClient : IGrainFactory
{
    IServiceProvider ServiceProvider { get; }
}
