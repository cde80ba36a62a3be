namespace Orleans;

/// <summary>A grain whose key is a GUID.</summary>
public interface IGrainWithGuidKey : IGrain
{
}
