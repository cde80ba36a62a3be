namespace FaceGrid.Grains.Visualization;

/// <summary>Where a silo's networks to look at come from: files, most often.</summary>
public interface IFeatureNetworkSource
{
    /// <summary>The network of that version, loaded at the first call and shared by all later ones; null if there is none.</summary>
    LoadedFeatureNetwork? Load(string modelVersion);
}
