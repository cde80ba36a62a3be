namespace Orleans;

/// <summary>A grain whose key is a 64-bit integer and text.</summary>
public interface IGrainWithIntegerCompoundKey : IGrain
{
}
