namespace Orleans;

/// <summary>A grain whose key is a GUID and text.</summary>
public interface IGrainWithGuidCompoundKey : IGrain
{
}
